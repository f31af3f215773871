"""Records what CPython's pprint makes of random values, and the tables of
characters that its reprs and regular expressions go by."""
import collections
import dataclasses
import datetime
import ipaddress
import os
import pprint
import random
import sys
import types
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from goldens import hexs, write_jsonl


@dataclasses.dataclass
class Point:
    X: object
    Y: object


@dataclasses.dataclass
class InventoryItem:
    Name: object
    UnitPrice: object
    QuantityOnHand: object


@dataclasses.dataclass
class Empty:
    pass


@dataclasses.dataclass
class Node:
    Value: object
    Next: object


CLASSES = {c.__name__: c for c in (Point, InventoryItem, Empty, Node)}

# Values that contain themselves are named in recursion markers by their id;
# these stand for the addresses that would change from run to run.
labels = {}
pprint.id = lambda obj: labels.get(id(obj), id(obj))


def label(obj):
    labels[id(obj)] = 140000000000000 + len(labels)
    keep.append(obj)
    return str(labels[id(obj)])


keep = []  # no id is given twice while an object lives

WORDS = """tis but a scratch it's just flesh wound he's not the messiah very naughty boy alright apart
from sanitation medicine education wine public order irrigation roads fresh-water system and health""".split()
ODD = ["'", '"', "\\", "\n", "\r", "\r\n", "\t", "\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1c", "\x1f", "\x7f",
       "\x80", "\x85", "\xa0", "\xad", "\xe9", "\u0300", "\u200b", "\u2028", "\u2029", "\u3000", "\u4e2d", "\uffef",
       "\ufeff", "\ue000", "\U0001f600", "\U0001f468\u200d\U0001f469", "\U000e0001", "\U0010ffff", "\U0002ebf0",
       "  ", "   ", "-", "{}", "[x]"]


def text(rng, most):
    pick = rng.random()
    out = []
    for _ in range(rng.randrange(most + 1)):
        if pick < 0.5 or pick < 0.85 and rng.random() < 0.7:
            out.append(rng.choice(WORDS))
        else:
            out.append(rng.choice(ODD))
        if rng.random() < 0.7:
            out.append(rng.choice([" ", " ", " ", " ", "\n", ", "]))
    return "".join(out)


def octets(rng, most):
    n = rng.randrange(most + 1)
    pick = rng.randrange(3)
    if pick == 0:
        return bytes(rng.randrange(256) for _ in range(n))
    if pick == 1:
        return bytes(rng.choice(b"abc d'\"\\\n\t") for _ in range(n))
    return (" ".join(rng.choice(WORDS) for _ in range(n // 4))).encode()


def integer(rng, big=True):
    pick = rng.randrange(6 if big else 4)
    if pick < 2:
        return rng.randrange(-9, 100)
    if pick == 2:
        return rng.randrange(-10**6, 10**7)
    if pick == 3:
        return rng.randrange(-2**63, 2**63)
    return rng.randrange(-10**30, 10**40)


def real(rng):
    pick = rng.randrange(6)
    if pick == 0:
        return rng.choice([0.0, -0.0, 1.0, -1.5, 1e16, 9999999999999998.0, 1e15, 1e-4, 9.999e-5, 1e-5, 5e-324,
                           1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 1e22, 123456789.125])
    if pick == 1:
        return rng.uniform(-1, 1) * 10.0 ** rng.randrange(-320, 300)
    if pick == 2:
        return float(rng.randrange(-10**18, 10**18))
    return round(rng.uniform(-1000, 1000), rng.randrange(6))


def scalar(rng):
    pick = rng.randrange(20)
    if pick == 0:
        return None
    if pick == 1:
        return rng.random() < 0.5
    if pick < 6:
        return integer(rng)
    if pick < 9:
        return real(rng)
    if pick == 9:
        return complex(real(rng), real(rng))
    if pick < 12:
        return octets(rng, rng.choice([4, 12, 40]))
    return text(rng, rng.choice([1, 2, 3, 3, 6, 16]))


def key(rng, pick=None):
    if pick is None:
        pick = rng.randrange(8)
    if pick == 0:
        return rng.choice([None, True, False])
    if pick == 1:
        return integer(rng, False)
    if pick == 2:
        f = real(rng)
        return 0.5 if f != f else f
    if pick == 3:
        return (integer(rng, False), text(rng, 2))
    return text(rng, rng.choice([1, 1, 2, 8]))


def dictionary(rng, deep, items):
    pick = rng.choice([None, 1, 2, 3, 4, 4, 4, 4])
    d = {}
    for _ in range(items):
        d[key(rng, pick)] = value(rng, deep)
    # In order, since the reprs of dataclasses and the like do not sort.
    return {k: d[k] for k in sorted(d, key=pprint._safe_key)}


def group(rng):
    while True:
        pick = rng.choice([1, 1, 3, 4])
        s = {rng.randrange(8) if pick == 1 else key(rng, pick) for _ in range(rng.choice([0, 1, 1, 2, 3, 8]))}
        # Else a set that fits on its line has an order that is Python's own.
        if list(s) == sorted(s, key=pprint._safe_key):
            return s


def value(rng, deep):
    if deep <= 0 or rng.random() < 0.25:
        return scalar(rng)
    pick = rng.randrange(16)
    items = rng.choice([0, 1, 1, 2, 2, 3, 3, 4, 6])
    if pick < 4:
        return [value(rng, deep - 1) for _ in range(items)]
    if pick == 4:
        kind = rng.choice([text, octets])
        return [kind(rng, 3) for _ in range(rng.randrange(12))]
    if pick < 7:
        return tuple(value(rng, deep - 1) for _ in range(items))
    if pick < 11:
        return dictionary(rng, deep - 1, items)
    if pick == 11:
        return group(rng)
    if pick == 12:
        return collections.OrderedDict(
            (k, value(rng, deep - 1)) for k in rng.sample(WORDS, items))
    if pick == 13:
        return types.SimpleNamespace(**{n: value(rng, deep - 1) for n in rng.sample(["A", "Bee", "Cedar"], min(items, 3))})
    c = rng.choice(list(CLASSES.values()))
    return c(*(value(rng, deep - 1) for _ in dataclasses.fields(c)))


def containers(v, found):
    """Lists, dicts and dataclass instances inside v, outermost first."""
    if isinstance(v, list):
        found.append(v)
        children = v
    elif isinstance(v, tuple):
        children = v
    elif isinstance(v, dict):
        if type(v) is dict:
            found.append(v)
        children = v.values()
    elif isinstance(v, types.SimpleNamespace):
        children = v.__dict__.values()
    elif dataclasses.is_dataclass(v):
        if type(v) is Node:
            found.append(v)
        children = [getattr(v, f.name) for f in dataclasses.fields(v)]
    else:
        children = []
    for c in children:
        containers(c, found)
    return found


def knot(rng, v):
    """Has one of the containers in v hold one of them."""
    found = containers(v, [])
    if not found:
        v = found = [v, 1]
        found = [v]
    for _ in range(rng.randrange(1, 3)):
        inner, outer = rng.choice(found), rng.choice(found)
        if isinstance(inner, list):
            inner.insert(rng.randrange(len(inner) + 1), outer)
        elif isinstance(inner, dict):
            inner.clear()
            inner["again"] = outer
        else:
            inner.Next = outer
    return v


def encode(v, seen):
    """v as JSON; what may contain itself is numbered, and repeated by number."""
    if v is None:
        return ["n"]
    t = type(v)
    if t is bool:
        return ["b", v]
    if t is int:
        return ["i", str(v)]
    if t is float:
        return ["f", v.hex()]
    if t is complex:
        return ["c", v.real.hex(), v.imag.hex()]
    if t is str:
        return ["s", hexs(v)]
    if t is bytes:
        return ["y", v.hex()]
    if t is tuple:
        return ["t"] + [encode(x, seen) for x in v]
    if t is set:
        return ["e"] + [encode(x, seen) for x in v]
    if t is collections.OrderedDict:
        return ["o"] + [[encode(k, seen), encode(x, seen)] for k, x in v.items()]
    if t is types.SimpleNamespace:
        return ["a"] + [[k, encode(x, seen)] for k, x in v.__dict__.items()]
    if id(v) in seen:
        return ["r", seen[id(v)]]
    seen[id(v)] = number = len(seen)
    if t is list:
        return ["l", number] + [encode(x, seen) for x in v]
    if t is dict:
        return ["d", number] + [[encode(k, seen), encode(x, seen)] for k, x in v.items()]
    return ["p", number, t.__name__] + [encode(getattr(v, f.name), seen) for f in dataclasses.fields(v)]


def record(v, indent=1, width=80, depth=None, compact=False, underscore=False, cyclic=False):
    ids = {}
    if cyclic:
        labels.clear()
        ids = {i: label(c) for i, c in enumerate(order(v))}
    out = pprint.pformat(v, indent, width, depth, compact=compact, underscore_numbers=underscore)
    safe = pprint.saferepr(v)
    return {
        "value": encode(v, {}),
        "options": [indent, width, depth or 0, int(compact), int(underscore)],
        "ids": [ids[i] for i in sorted(ids)],
        "want": hexs(out),
        "safe": hexs(safe) if len(safe) < 100 and not cyclic else "",  # "" if not recorded
        "readable": pprint.isreadable(v),
        "recursive": pprint.isrecursive(v),
    }


def order(v):
    """What encode numbers, in the order of its numbers."""
    seen, out = set(), []

    def walk(v):
        if id(v) in seen:
            return
        if isinstance(v, list):
            children = v
        elif isinstance(v, tuple):
            for c in v:
                walk(c)
            return
        elif isinstance(v, collections.OrderedDict):
            for c in v.values():
                walk(c)
            return
        elif isinstance(v, dict):
            children = v.values()
        elif isinstance(v, types.SimpleNamespace):
            for c in v.__dict__.values():
                walk(c)
            return
        elif dataclasses.is_dataclass(v):
            children = [getattr(v, f.name) for f in dataclasses.fields(v)]
        else:
            return
        seen.add(id(v))
        out.append(v)
        for c in children:
            walk(c)

    walk(v)
    return out


def options(rng):
    return dict(
        indent=rng.choice([1, 1, 1, 1, 2, 4, 0, 7]),
        width=rng.choice([80, 80, 40, 20, 60, rng.randrange(1, 120), rng.randrange(1, 30), -3]),
        depth=rng.choice([None] * 5 + [1, 2, 3]),
        compact=rng.random() < 0.4,
        underscore=rng.random() < 0.3,
    )


ARTICLE = {"key1": {"key1a": ["tis", "but", "a", "scratch"],
                    "key1b": ["it's", "just", "a", "flesh", "wound"]},
           "key2": {"key2a": ["he's", "not", "the", "messiah"],
                    "key2b": ["he's", "a", "very", "naughty", "boy"],
                    "key2c": ["alright", "but", "apart", "from", "the",
                              "sanitation", "the", "medicine", "education", "wine",
                              "public", "order", "irrigation", "roads", "the",
                              "fresh-water", "system", "and", "public", "health",
                              "what", "have", "the", "romans", "ever", "done",
                              "for", "us"]}}


def chosen():
    yield record(ARTICLE)
    yield record(ARTICLE, width=75, compact=True)
    yield record(" ".join(ARTICLE["key2"]["key2c"]), width=50)
    for width in range(1, 80, 3):
        yield record(ARTICLE["key2"], width=width, compact=True, indent=width % 5)
    for v in [[], (), {}, set(), "", b"", Empty(), collections.OrderedDict(), types.SimpleNamespace(),
              ((),), ([],), [[[]]], {"": ""}, [None], "x" * 100, b"x" * 100, "x " * 60, [b"abcd" * 30],
              ["a b " * 40], {"k" * 60: "long " * 20}, Point("word " * 30, b"bytes" * 20), 10**100,
              "'" * 40 + '"' * 40 + " '\" " * 20, "\n" * 50, "\r\n" * 30, " " * 200, "a\u2028b\x85c" * 30,
              {1, 2, 3}, {(1, 2), (1, 3)}, [Point(1000000, 2), 1000000],
              {1: 1, "a": 2, None: 3, (1,): 4, 2.5: 5, False: 6}]:
        for width in (1, 10, 20, 79):
            yield record(v, width=width)
            yield record([v, v], width=width, compact=True, indent=3)


def cyclic():
    """Graphs made the same way each time, with ids that stay the same."""
    a = [1]
    a.append(a)
    yield a
    d = {"self": None}
    d["self"] = d
    yield d
    n = Node("first", None)
    n.Next = n
    yield n
    yield [n, n]
    m = Node("first", [Node("second", None)])
    m.Next[0].Next = m
    yield m
    yield {"m": m, "l": m.Next}
    shared = ["shared"]
    yield [shared, shared, {"x": shared}]


def vectors():
    yield from chosen()
    for v in cyclic():
        for width in (1, 20, 60, 80, 200):
            for compact in (False, True):
                yield record(v, width=width, compact=compact, cyclic=True)
    rng = random.Random(34)
    for _ in range(1500):
        yield record(value(rng, rng.choice([1, 2, 3, 4])), **options(rng))
    for _ in range(300):
        yield record(knot(rng, value(rng, rng.choice([2, 3]))), cyclic=True, **options(rng))


def ranges(want):
    """The code points from U+007F up for which want holds, as ranges."""
    out = []
    for c in range(0x7F, 0x110000):
        if want(chr(c)):
            if out and out[-1][1] == c - 1:
                out[-1][1] = c
            else:
                out.append([c, c])
    return out


def tables():
    yield {"name": "unprintable", "ranges": ranges(lambda c: not c.isprintable())}
    yield {"name": "spaces", "ranges": ranges(str.isspace)}
    yield {"name": "wide", "ranges": ranges(lambda c: unicodedata.east_asian_width(c) in "WF")}
    yield {"name": "zeroWidth", "ranges": ranges(
        lambda c: unicodedata.category(c) in ("Mn", "Me", "Cf", "Zl", "Zp") and c != "\xad")}


def library():
    """What other classes of the standard library look like."""
    utc = datetime.timezone.utc
    for args in [(2014, 3, 16), (2014, 3, 16, 9, 30), (2014, 3, 16, 9, 30, 5), (1, 1, 1), (9999, 12, 31, 23, 59, 59, 999999),
                 (2014, 3, 16, 0, 0, 0, 1)]:
        yield {"kind": "time", "args": list(args) + [0] * (7 - len(args)), "text": "",
               "want": hexs(repr(datetime.datetime(*args, tzinfo=utc)))}
        for hours, name in [(1, "CET"), (-5, "EST"), (5.75, "+0545"), (0, "x'y")]:
            zone = datetime.timezone(datetime.timedelta(hours=hours), name)
            yield {"kind": "time", "args": list(args) + [0] * (7 - len(args)) + [int(hours * 3600)], "text": hexs(name),
                   "want": hexs(repr(datetime.datetime(*args, tzinfo=zone)))}
    for s in ["192.0.2.1", "0.0.0.0", "::", "::1", "2001:db8::1", "fe80::1%eth0", "::ffff:192.0.2.1"]:
        yield {"kind": "addr", "args": [], "text": hexs(s), "want": hexs(repr(ipaddress.ip_address(s)))}
    for s in ["10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32"]:
        yield {"kind": "prefix", "args": [], "text": hexs(s), "want": hexs(repr(ipaddress.ip_network(s)))}
    for s in ["10.1.2.3/8", "2001:db8::1/32"]:
        yield {"kind": "prefix", "args": [], "text": hexs(s), "want": hexs(repr(ipaddress.ip_interface(s)))}


write_jsonl("pprint.jsonl", vectors())
write_jsonl("unicode.jsonl", tables())
write_jsonl("library.jsonl", library())
