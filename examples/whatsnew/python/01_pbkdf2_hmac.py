import hashlib, os
salt = os.urandom(16)
key = hashlib.pbkdf2_hmac("sha256", b"password", salt, 100000)
again = hashlib.pbkdf2_hmac("sha256", b"password", salt, 100000)
print(len(key), "bytes,", "same" if key == again else "other")
# deterministic variants (fixed salt)
print(hashlib.pbkdf2_hmac("sha256", b"password", bytes(range(16)), 100000).hex())
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 100000).hex())
print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 2).hex())
print(hashlib.pbkdf2_hmac("sha512", b"password", b"salt", 1, 10).hex())
for args in (("nosuch", b"p", b"s", 1), ("sha256", b"p", b"s", 0), ("sha256", b"p", b"s", 1, -1)):
    try: print(hashlib.pbkdf2_hmac(*args))
    except ValueError: print("error:", *args[:1], *args[3:])
