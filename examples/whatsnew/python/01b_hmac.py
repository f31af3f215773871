import hmac
print(hmac.new(bytearray(b"key"), memoryview(b"msg"), "sha256").hexdigest())
mac = hmac.new(b"key", digestmod="sha3_256")
for part in (b"m", b"s", b"g"): mac.update(part)
same = hmac.compare_digest(mac.digest(), hmac.digest(b"key", b"msg", "sha3_256"))
print(mac.hexdigest(), "same" if same else "other")
for name in ("", "nosuch"):
    try: print(hmac.new(b"key", b"msg", name).hexdigest())
    except (TypeError, ValueError): print("error:", repr(name))
