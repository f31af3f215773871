"""Records what CPython's hashlib and hmac return for hashes, HMACs, derived
keys, BLAKE2 parameters and names, and what its hash of bytes is under several
values of PYTHONHASHSEED.

CPython offers SipHash-1-3 only as hash(b"..."), under keys that the seed leads
to, and SipHash-2-4 in old versions alone. Other keys and SipHash-2-4 are
computed here by siphash(), which is compared with hash() on the way.
"""
import hashlib
import hmac
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from goldens import hexs, write_jsonl

rnd = random.Random(20140316)
HASHES = ["blake2b", "blake2s", "md5", "md5-sha1", "ripemd160", "sha1", "sha224", "sha256", "sha384",
          "sha3_224", "sha3_256", "sha3_384", "sha3_512", "sha512", "sha512_224", "sha512_256", "sm3"]
XOFS = ["shake_128", "shake_256"]


def length(most=300):
    """A length, often next to a whole number of words or blocks."""
    if rnd.random() < 0.5:
        return rnd.randrange(rnd.choice([9, 40, most]))
    edge = rnd.choice([8, 16, 56, 64, 72, 104, 112, 120, 128, 136, 144, 168, 256])
    return min(most, edge + rnd.randint(-2, 2))


def message(most=300):
    return rnd.randbytes(length(most))


def cuts(n):
    """Where a message of n bytes is cut to be written in pieces."""
    return sorted(rnd.randint(0, n) for _ in range(rnd.randrange(4)))


def digests():
    for name in HASHES + XOFS:
        for i in range(60):
            msg = b"" if i == 0 else message()
            h = hashlib.new(name, msg)
            size = rnd.choice([1, 16, 32, 167, 168, 169, 400]) if name in XOFS else 0
            yield {"Name": name, "Message": msg.hex(), "Cuts": cuts(len(msg)),
                   "Digest": (h.digest(size) if size else h.digest()).hex()}


def long_digests():
    """Messages of i % 251 for i below a length too long to record."""
    for name in HASHES:
        for n in (4096, 65537, 200003):
            h = hashlib.new(name, bytes(i % 251 for i in range(n)))
            yield {"Name": name, "Length": n, "Digest": h.hexdigest()}


def algorithms():
    for name in sorted(hashlib.algorithms_available):
        h = hashlib.new(name)
        yield {"Name": name, "Guaranteed": name in hashlib.algorithms_guaranteed,
               "Size": h.digest_size, "BlockSize": h.block_size}


def names():
    base = ["blake2b", "blake2b512", "blake2b-512", "blake2s", "blake2s256", "blake2s-256", "md5", "ssl3-md5",
            "md5-sha1", "ripemd160", "ripemd-160", "ripemd", "rmd160", "sha1", "sha-1", "ssl3-sha1", "sm3",
            "shake128", "shake-128", "shake_128", "shake256", "shake-256", "shake_256", "sha512_224", "sha512_256",
            "sha512-224", "sha512-256", "sha-512/224", "sha-512/256", "sha2-512/224", "sha2-512/256",
            "1.2.840.113549.2.5", "1.3.36.3.2.1", "1.3.14.3.2.26", "1.2.156.10197.1.401",
            "1.3.6.1.4.1.1722.12.2.1.16", "1.3.6.1.4.1.1722.12.2.2.8"]
    for n in ("224", "256", "384", "512"):
        base += ["sha" + n, "sha-" + n, "sha2-" + n, "sha3-" + n, "sha3_" + n]
    base += ["2.16.840.1.101.3.4.2.%d" % i for i in range(1, 14)]
    bad = ["", " ", "nosuch", "sha", "sha2", "sha3", "sha255", "sha256 ", " sha256", "sha256\n", "sha-3-256", "md4",
           "md-5", "blake2", "blake2b-256", "blake3", "keccak-256", "shake", "shake_64", "sha512_25", "crc32",
           "\u017fha256", "sha\uff12\uff15\uff16", "sha256\0", "sha512256", "rsa-sha256", "1.2.3", "sha\u0661"]
    seen = set()
    for s in base + bad:
        variants = [s, s.upper(), s.title()]
        for _ in range(12):
            t = "".join(rnd.choice([c.lower(), c.upper()]) if c.isascii() else c for c in s)
            if rnd.random() < 0.4:
                t = "".join(rnd.choice("-_/+") if c in "-_/" else c for c in t)
            if rnd.random() < 0.2 and t:
                i = rnd.randrange(len(t))
                t = t[:i] + rnd.choice(["", "-", " ", "x", "5", "\u00df"]) + t[i + 1:]
            variants.append(t)
        for t in variants:
            if t in seen:
                continue
            seen.add(t)
            try:
                name = hashlib.new(t).name
            except (ValueError, TypeError):
                name = ""
            yield {"Spelling": hexs(t), "Name": name}


def macs():
    for name in HASHES:
        for i in range(40):
            key, msg = message(200), message(200)
            if i == 0:
                key, msg = b"", b""
            yield {"Name": name, "Key": key.hex(), "Message": msg.hex(), "MAC": hmac.digest(key, msg, name).hex()}


def pbkdf2():
    for name in HASHES:
        for i in range(50):
            password, salt = message(200), message(80)
            iterations = rnd.choice([1, 1, 2, 3, 4, 7, 10, rnd.randrange(1, 60)])
            size = hashlib.new(name).digest_size
            keylen = rnd.choice([None, None, 1, size - 1, size, size + 1, 2 * size, 3 * size + 5, rnd.randrange(1, 150)])
            if i == 0:
                password, salt = b"", b""
            key = hashlib.pbkdf2_hmac(name, password, salt, iterations, keylen)
            yield {"Name": name, "Password": password.hex(), "Salt": salt.hex(), "Iterations": iterations,
                   "KeyLen": keylen or 0, "Key": key.hex()}
    key = hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 100000)
    yield {"Name": "sha256", "Password": b"password".hex(), "Salt": b"salt".hex(), "Iterations": 100000,
           "KeyLen": 0, "Key": key.hex()}


def scrypt():
    fixed = [
        dict(n=1 << 14, r=8, p=1), dict(n=1 << 15, r=8, p=1), dict(n=1 << 14, r=8, p=1, maxmem=1 << 24),
        dict(n=3, r=8, p=1), dict(n=1, r=1, p=1), dict(n=0, r=1, p=1), dict(n=2, r=0, p=1), dict(n=2, r=1, p=0),
        dict(n=32768, r=1, p=1), dict(n=65536, r=1, p=1, maxmem=1 << 26), dict(n=65536, r=2, p=1, maxmem=1 << 26),
        dict(n=2, r=1, p=1 << 30), dict(n=2, r=1 << 30, p=1), dict(n=2, r=1 << 15, p=1 << 15),
        dict(n=1 << 62, r=8, p=1), dict(n=1 << 63, r=8, p=1), dict(n=1 << 20, r=1 << 20, p=1),
        dict(n=2, r=1, p=1, maxmem=1), dict(n=2, r=1, p=1, maxmem=639), dict(n=2, r=1, p=1, maxmem=640),
        dict(n=16, r=8, p=3, maxmem=128 * 8 * 21), dict(n=16, r=8, p=3, maxmem=128 * 8 * 21 - 1),
    ]
    for i in range(300):
        params = fixed[i] if i < len(fixed) else dict(
            n=1 << rnd.randrange(1, 8), r=rnd.randrange(1, 10), p=rnd.randrange(1, 5))
        if i >= len(fixed) and rnd.random() < 0.3:
            need = 128 * params["r"] * (params["n"] + 2 + params["p"])
            params["maxmem"] = need + rnd.choice([-1, 0, 1])
        if i >= len(fixed) and rnd.random() < 0.5:
            params["dklen"] = rnd.randrange(1, 200)
        password, salt = message(100), message(60)
        try:
            key = hashlib.scrypt(password, salt=salt, **params).hex()
        except (ValueError, OverflowError, MemoryError):
            key = ""
        yield {"Password": password.hex(), "Salt": salt.hex(), "N": str(params["n"]), "R": params["r"],
               "P": params["p"], "MaxMem": params.get("maxmem", 0), "KeyLen": params.get("dklen", 0), "Key": key}


def blake2():
    for i in range(1200):
        name = rnd.choice(["blake2b", "blake2s"])
        b = name == "blake2b"
        most, part = (64, 16) if b else (32, 8)
        p = dict(digest_size=most, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0, node_offset=0,
                 node_depth=0, inner_size=0, last_node=False)
        choices = dict(
            digest_size=lambda: rnd.randint(1, most + 1),
            key=lambda: rnd.randbytes(rnd.choice([1, most, rnd.randint(0, most), rnd.randint(0, most + 1)])),
            salt=lambda: rnd.randbytes(rnd.choice([part, rnd.randint(0, part + 1)])),
            person=lambda: rnd.randbytes(rnd.choice([part, rnd.randint(0, part + 1)])),
            fanout=lambda: rnd.choice([0, 2, 255, rnd.randint(-1, 256)]),
            depth=lambda: rnd.choice([2, 255, rnd.randint(1, 256)]),
            leaf_size=lambda: rnd.choice([4096, rnd.randrange(1 << 32)]),
            node_offset=lambda: rnd.choice([1, rnd.randrange(1 << 48), rnd.randrange(1 << rnd.choice([8, 49, 64]))]),
            node_depth=lambda: rnd.choice([1, rnd.randint(-1, 256)]),
            inner_size=lambda: rnd.choice([most, rnd.randint(-1, most + 1)]),
            last_node=lambda: rnd.random() < 0.7,
        )
        for k in rnd.sample(sorted(choices), rnd.randint(0, len(choices) if i % 3 else 3)):
            p[k] = choices[k]()
        msg = message(270)
        try:
            digest = getattr(hashlib, name)(msg, **p).hexdigest()
        except (ValueError, OverflowError):
            digest = ""
        yield {"Name": name, "Message": msg.hex(), "Cuts": cuts(len(msg)), "Digest": digest,
               "Size": p["digest_size"], "Key": p["key"].hex(), "Salt": p["salt"].hex(), "Person": p["person"].hex(),
               "Fanout": p["fanout"], "Depth": p["depth"], "LeafSize": p["leaf_size"],
               "NodeOffset": str(p["node_offset"]), "NodeDepth": p["node_depth"], "InnerSize": p["inner_size"],
               "LastNode": p["last_node"]}


def siphash(c, d, key, msg):
    mask = (1 << 64) - 1

    def rotl(x, n):
        return (x << n | x >> (64 - n)) & mask

    def rounds(v, n):
        a, b, e, f = v
        for _ in range(n):
            a = (a + b) & mask
            b = rotl(b, 13) ^ a
            a = rotl(a, 32)
            e = (e + f) & mask
            f = rotl(f, 16) ^ e
            a = (a + f) & mask
            f = rotl(f, 21) ^ a
            e = (e + b) & mask
            b = rotl(b, 17) ^ e
            e = rotl(e, 32)
        return [a, b, e, f]

    k0, k1 = int.from_bytes(key[:8], "little"), int.from_bytes(key[8:], "little")
    v = [x ^ int.from_bytes(w, "big")
         for x, w in zip((k0, k1, k0, k1), (b"somepseu", b"dorandom", b"lygenera", b"tedbytes"))]
    whole = len(msg) // 8 * 8
    tail = msg[whole:].ljust(7, b"\0") + bytes([len(msg) % 256])
    for i in range(0, whole + 8, 8):
        m = int.from_bytes((msg[:whole] + tail)[i:i + 8], "little")
        v[3] ^= m
        v = rounds(v, c)
        v[0] ^= m
    v[2] ^= 0xff
    v = rounds(v, d)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def seed_key(seed):
    """The key of Python's hash under PYTHONHASHSEED=seed."""
    key, x = bytearray(16), seed
    if seed:
        for i in range(16):
            x = (x * 214013 + 2531011) & 0xffffffff
            key[i] = x >> 16 & 0xff
    return bytes(key)


def python_hashes():
    """What Python itself says: hash(bytes) under several seeds."""
    if sys.hash_info.algorithm != "siphash13":
        sys.exit("this Python hashes with " + sys.hash_info.algorithm)
    for seed in [0, 1, 42, 4294967295] + [rnd.randrange(1 << 32) for _ in range(8)]:
        msgs = [bytes(range(n)) for n in (1, 7, 8, 9, 15, 16, 17)] + [message() or b"x" for _ in range(25)]
        out = subprocess.run([sys.executable, "-B", "-s", "-c", "import sys\nfor l in sys.stdin: print(hash(bytes.fromhex(l)))"],
                             env=dict(os.environ, PYTHONHASHSEED=str(seed)), input="\n".join(m.hex() for m in msgs),
                             text=True, stdout=subprocess.PIPE, check=True).stdout
        for msg, line in zip(msgs, out.split()):
            h, key = int(line), seed_key(seed)
            if siphash(1, 3, key, msg) != h % (1 << 64):
                sys.exit("siphash() is not hash()")
            yield {"Seed": seed, "Key": key.hex(), "Message": msg.hex(), "Hash": str(h)}


def siphashes():
    reference = bytes(range(16))
    for n in range(64):
        yield {"Key": reference.hex(), "Message": bytes(range(n)).hex(), "Cuts": [],
               "SipHash13": "%016x" % siphash(1, 3, reference, bytes(range(n))),
               "SipHash24": "%016x" % siphash(2, 4, reference, bytes(range(n)))}
    for _ in range(400):
        key, msg = rnd.randbytes(16), message()
        yield {"Key": key.hex(), "Message": msg.hex(), "Cuts": cuts(len(msg)),
               "SipHash13": "%016x" % siphash(1, 3, key, msg), "SipHash24": "%016x" % siphash(2, 4, key, msg)}


write_jsonl("algorithms.jsonl", algorithms())
write_jsonl("names.jsonl", names())
write_jsonl("digests.jsonl", digests())
write_jsonl("long.jsonl", long_digests())
write_jsonl("hmac.jsonl", macs())
write_jsonl("pbkdf2.jsonl", pbkdf2())
write_jsonl("scrypt.jsonl", scrypt())
write_jsonl("blake2.jsonl", blake2())
write_jsonl("pythonhash.jsonl", python_hashes())
write_jsonl("siphash.jsonl", siphashes())
