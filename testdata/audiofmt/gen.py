"""Records what CPython's audioop, wave, aifc and sunau make of random input.

Run with CPython 3.12: 3.13 dropped three of the four.
"""
import hashlib
import io
import math
import os
import struct
import sys
import warnings

warnings.simplefilter("ignore")
import aifc
import audioop
import sunau
import wave

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from goldens import write_jsonl


class SplitMix:
    """SplitMix64: small enough to be written again in the test that reads blocks.jsonl."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    def below(self, n):
        return self.next() % n


def fragment(rng, n, width):
    """n samples: any bytes, small numbers, or numbers at the edges."""
    kind = rng.below(3)
    out = bytearray()
    top = 1 << (8 * width - 1)
    for _ in range(n):
        if kind == 0:
            v = rng.next() % (2 * top) - top
        elif kind == 1:
            v = rng.below(33) - 16
        else:
            v = [0, -1, 1, -top, top - 1, 1 - top][rng.below(6)]
        out += (v % (2 * top)).to_bytes(width, "little")
    return bytes(out)


def factor(rng, width):
    kind = rng.below(6)
    if kind == 0:
        return 0.0
    if kind == 1:
        return 1.0
    if kind == 2:
        return (rng.below(4001) - 2000) / 1000
    if kind == 3:
        return float(rng.below(2001) - 1000)
    if kind == 4:
        return rng.below(1000003) / 777.0
    # What becomes of a NaN at width 4 is up to the machine.
    return 1.5 if width == 4 else [math.inf, -math.inf, math.nan][rng.below(3)]


def rate(rng):
    return [8000, 11025, 44100, 48000, 1 + rng.below(200), 1 + rng.below(100000)][rng.below(6)]


def ratecv(rng, width):
    channels = 1 + rng.below(3)
    i, o = rate(rng), rate(rng)
    if o > 20 * i:
        o = 20 * i
    a, b = [(1, 0), (1, 0), (1, 1), (3, 2), (10, 4)][rng.below(5)]
    state, out = None, b""
    for _ in range(2):
        piece, state = audioop.ratecv(fragment(rng, rng.below(12) * channels, width), width, channels, i, o, state, a, b)
        out += piece
    return out


def lin2adpcm(rng, width):
    state = (rng.below(65536) - 32768, rng.below(89)) if rng.below(2) else None
    out, state = audioop.lin2adpcm(fragment(rng, rng.below(40), width), width, state)
    return out + struct.pack("<hB", *state)


def adpcm2lin(rng, width):
    state = (rng.below(65536) - 32768, rng.below(89)) if rng.below(2) else None
    out, state = audioop.adpcm2lin(fragment(rng, rng.below(40), 1), width, state)
    return out + struct.pack("<hB", *state)


def findfit(rng, width):
    n = rng.below(20)
    return audioop.findfit(fragment(rng, n + rng.below(20), 2), fragment(rng, n, 2))


def findfactor(rng, width):
    n = rng.below(20)
    return audioop.findfactor(fragment(rng, n, 2), fragment(rng, n, 2))


def findmax(rng, width):
    n = rng.below(20)
    return audioop.findmax(fragment(rng, n + rng.below(20), 2), n)


def two(rng, width):
    n = rng.below(40)
    return fragment(rng, n, width), fragment(rng, n, width), width


def getsample(rng, width):
    n = 1 + rng.below(40)
    return audioop.getsample(fragment(rng, n, width), width, rng.below(n))


def some(rng, width):
    return fragment(rng, rng.below(40), width)


# Each makes its arguments in the order in which they are written.
CALLS = {
    "byteswap": lambda rng, w: audioop.byteswap(some(rng, w), w),
    "reverse": lambda rng, w: audioop.reverse(some(rng, w), w),
    "bias": lambda rng, w: audioop.bias(some(rng, w), w, rng.below(1 << 32) - (1 << 31)),
    "mul": lambda rng, w: audioop.mul(some(rng, w), w, factor(rng, w)),
    "add": lambda rng, w: audioop.add(*two(rng, w)),
    "tomono": lambda rng, w: audioop.tomono(fragment(rng, 2 * rng.below(20), w), w, factor(rng, w), factor(rng, w)),
    "tostereo": lambda rng, w: audioop.tostereo(some(rng, w), w, factor(rng, w), factor(rng, w)),
    "lin2lin": lambda rng, w: audioop.lin2lin(some(rng, w), w, 1 + rng.below(4)),
    "lin2ulaw": lambda rng, w: audioop.lin2ulaw(some(rng, w), w),
    "ulaw2lin": lambda rng, w: audioop.ulaw2lin(some(rng, 1), w),
    "lin2alaw": lambda rng, w: audioop.lin2alaw(some(rng, w), w),
    "alaw2lin": lambda rng, w: audioop.alaw2lin(some(rng, 1), w),
    "lin2adpcm": lin2adpcm,
    "adpcm2lin": adpcm2lin,
    "max": lambda rng, w: audioop.max(some(rng, w), w),
    "maxpp": lambda rng, w: audioop.maxpp(some(rng, w), w),
    "avg": lambda rng, w: audioop.avg(some(rng, w), w),
    "avgpp": lambda rng, w: audioop.avgpp(some(rng, w), w),
    "rms": lambda rng, w: audioop.rms(some(rng, w), w),
    "minmax": lambda rng, w: audioop.minmax(some(rng, w), w),
    "cross": lambda rng, w: audioop.cross(some(rng, w), w),
    "findfit": findfit,
    "findfactor": findfactor,
    "findmax": findmax,
    "getsample": getsample,
    "ratecv": ratecv,
}


def text(result):
    if isinstance(result, bytes):
        return result.hex()
    if isinstance(result, tuple):
        return " ".join(text(r) for r in result)
    if isinstance(result, float):
        return "nan" if result != result else "%016x" % struct.unpack(">Q", struct.pack(">d", result))
    return str(result)


PER_BLOCK = 50


def blocks():
    """100,000 calls: of each block, the hash of what they return and the first result in full."""
    for name, call in CALLS.items():
        for width in (1, 2, 3, 4):
            for i in range(20):
                seed = rng.next()
                mix = SplitMix(seed)
                results = [text(call(mix, width)) for _ in range(PER_BLOCK)]
                joined = "".join(r + "\n" for r in results)
                yield {"f": name, "w": width, "seed": "%d" % seed, "n": PER_BLOCK,
                       "sha": hashlib.sha256(joined.encode()).hexdigest()[:32], "first": results[0]}


def laws():
    """Every sample of 16 bits, every code."""
    samples = struct.pack("<65536h", *range(-32768, 32768))
    codes = bytes(range(256))
    yield {"f": "lin2ulaw", "sha": hashlib.sha256(audioop.lin2ulaw(samples, 2)).hexdigest()}
    yield {"f": "lin2alaw", "sha": hashlib.sha256(audioop.lin2alaw(samples, 2)).hexdigest()}
    yield {"f": "ulaw2lin", "sha": hashlib.sha256(audioop.ulaw2lin(codes, 2)).hexdigest()}
    yield {"f": "alaw2lin", "sha": hashlib.sha256(audioop.alaw2lin(codes, 2)).hexdigest()}


def extended():
    """80-bit floats, as AIFF has for its rate."""
    values = [0.0, 1.0, 8000.0, 44100.0, 44100.5, 48000.0, 1e-300, 1e300, 5e-324, 2.0 ** -1022, 1.7976931348623157e308, math.inf,
              2.0 ** 63, 2.0 ** 64 - 2048, 1 / 3]
    while len(values) < 1500:
        v = struct.unpack(">d", struct.pack(">Q", rng.next() >> 1))[0]
        if v == v:
            values.append(v)
    for v in values:
        f = io.BytesIO()
        aifc._write_float(f, v)
        yield {"v": v.hex(), "b": f.getvalue().hex()}


class Kept(io.BytesIO):
    def close(self):
        pass


def write(module, kind, params, writes, promise, markers):
    """What the module writes, with plain calls of writeframesraw."""
    out = Kept()
    w = module.open(out, "wb")
    channels, width, fps, compression = params
    w.setnchannels(channels)
    w.setsampwidth(width)
    w.setframerate(fps)
    if promise:
        w.setnframes(promise)
    if kind == "aiff":
        w.aiff()
    if kind in ("aifc", "au"):
        w.setcomptype(*compression)
    for m in markers:
        w.setmark(*m)
    for data in writes:
        w.writeframesraw(data)
    w.close()
    return out.getvalue()


def read(module, data):
    r = module.open(io.BytesIO(data), "rb")
    p = r.getparams()
    comp, name = (x.decode("latin-1") if isinstance(x, bytes) else x for x in (p.comptype, p.compname))
    return [p.nchannels, p.sampwidth, p.framerate, p.nframes, comp, name], r.readframes(1 << 20)


AIFC = [(b"NONE", b"not compressed"), (b"NONE", b""), (b"ulaw", b"\xb5Law 2:1"), (b"ULAW", b"CCITT G.711 u-law"), (b"alaw", b"ALaw 2:1"),
        (b"ALAW", b""), (b"sowt", b""), (b"SOWT", b"little"), (b"G722", b"G722")]


def files():
    for kind in ("wav", "aiff", "aifc", "au"):
        module = {"wav": wave, "aiff": aifc, "aifc": aifc, "au": sunau}[kind]
        for width in (1, 2, 3, 4):
            for channels in ((1, 2, 4) if kind == "au" else (1, 2, 3, 6)):
                compressions = {"wav": [("NONE", "not compressed")], "aiff": AIFC[:1],
                                "aifc": AIFC if width == 2 else AIFC[:2],
                                "au": [("NONE", "not compressed"), ("ULAW", "CCITT G.711 u-law")]}[kind]
                for compression in compressions:
                    for n in (0, 1, 2, 3, 7):
                        yield one(module, kind, width, channels, compression, n)


def one(module, kind, width, channels, compression, n):
    fps = [8000, 11025, 22050, 44100, 48000, 96000, 192000][rng.below(7)]
    data = fragment(rng, n * channels, width)
    cut = rng.below(n + 1) * channels * width
    # An empty first write makes CPython write its header twice.
    writes = [p for p in (data[:cut], data[cut:]) if p]
    if compression[0] == b"G722":
        writes = [data] if data else []
    promise = [0, n, n + 2][rng.below(3)] if n else 0
    markers = []
    if kind in ("aiff", "aifc"):
        for i in range(rng.below(3)):
            markers.append((i + 1, rng.below(n + 1), [b"", b"in", b"out", b"chorus"][rng.below(4)]))
    out = write(module, kind, (channels, width, fps, compression), writes, promise, markers)
    params, frames = read(module, out)
    name = lambda b: b.decode("latin-1") if isinstance(b, bytes) else b
    return {"k": kind, "w": width, "c": channels, "rate": fps, "comp": name(compression[0]), "name": name(compression[1]),
            "promise": promise, "writes": [p.hex() for p in writes],
            "marks": [[i, p, m.decode()] for i, p, m in markers],
            "file": out.hex(), "params": params, "frames": frames.hex()}


rng = SplitMix(3401)
write_jsonl("blocks.jsonl", blocks())
write_jsonl("laws.jsonl", laws())
write_jsonl("extended.jsonl", extended())
write_jsonl("files.jsonl", files())
