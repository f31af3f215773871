"""Records what CPython's ipaddress says of addresses, literals and networks.

registry.txt, beside this file, is read for the blocks whose ends are worth
asking about.
"""
import ipaddress
import os
import random
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(here))
from goldens import write_jsonl

rand = random.Random(34)


def blocks():
    with open(os.path.join(here, "registry.txt"), encoding="utf-8") as f:
        for line in f:
            if line.strip() and not line.startswith(("#", "registry ")):
                yield ipaddress.ip_network(line.split()[0])


BLOCKS = list(blocks())


def size(version):
    return 32 if version == 4 else 128


def addr(version, n):
    n %= 1 << size(version)
    return ipaddress.IPv4Address(n) if version == 4 else ipaddress.IPv6Address(n)


def boundaries():
    """The first and last address of each block and their neighbours."""
    seen = {}
    for b in BLOCKS:
        for n in int(b[0]) - 1, int(b[0]), int(b[-1]), int(b[-1]) + 1:
            seen[addr(b.version, n)] = None
    return list(seen)


def random_address():
    kind = rand.randrange(6)
    if kind == 0:
        return addr(4, rand.getrandbits(32))
    if kind == 1:
        return addr(6, rand.getrandbits(128))
    if kind == 2:  # around the end of a block
        b = rand.choice(BLOCKS)
        return addr(b.version, int(rand.choice((b[0], b[-1]))) + rand.randrange(-300, 300))
    if kind == 3:  # within a block
        b = rand.choice(BLOCKS)
        return addr(b.version, int(b[0]) + rand.randrange(b.num_addresses))
    if kind == 4:  # with few bits
        v = rand.choice((4, 6))
        return addr(v, sum(1 << rand.randrange(size(v)) for _ in range(rand.randrange(4))))
    v4 = rand.getrandbits(32) if rand.randrange(2) else int(rand.choice(BLOCKS[:26])[0])
    return addr(6, rand.choice((
        v4,
        0xffff << 32 | v4,
        0x64ff9b << 96 | v4,
        0x2002 << 112 | v4 << 80 | rand.getrandbits(80),
        0x20010000 << 96 | rand.getrandbits(64) << 32 | v4,
        0x20010db8 << 96 | v4)))


def flags(a):
    site = a.version == 6 and a.is_site_local
    return "".join(c for c, on in zip("gprs", (a.is_global, a.is_private, a.is_reserved, site)) if on)


def embedded(a):
    if a.version == 4:
        return {}
    e = {}
    if a.ipv4_mapped is not None:
        e["mapped"] = str(a.ipv4_mapped)
    if a.sixtofour is not None:
        e["sixtofour"] = str(a.sixtofour)
    if a.teredo is not None:
        e["server"], e["client"] = map(str, a.teredo)
    return e


def address_records():
    for a in boundaries() + [random_address() for _ in range(6000)]:
        yield {"addr": str(a), "flags": flags(a), **embedded(a)}


VERBS = ["", "s"] + [alt + group + c for alt in ("", "#") for group in ("", "_") for c in "bxXn"] + \
    ["d", "o", "_#x", "##x", "__x", "xx", "#", "_", "#_", "B", "N", "c", "%", " x", "x "]


def text_records():
    for a in boundaries()[::4] + [random_address() for _ in range(600)]:
        formats = {}
        for verb in rand.sample(VERBS, 4):
            try:
                formats[verb] = format(a, verb)
            except (TypeError, ValueError):
                formats[verb] = None
        yield {"addr": str(a), "exploded": a.exploded, "pointer": a.reverse_pointer, "int": str(int(a)), "format": formats}


def literal():
    """An address as people write it, of any length, with or without a mask."""
    a = random_address()
    s = str(a)
    if a.version == 6:
        if rand.randrange(4) == 0:
            s = a.exploded
        if rand.randrange(8) == 0:
            s = s.upper()
        if rand.randrange(6) == 0:
            groups = a.exploded.split(":")
            if len(groups) == 8:
                s = ":".join(groups[:6]) + ":" + str(addr(4, int(a) & 0xffffffff))
        if rand.randrange(10) == 0:
            s += "%" + rand.choice(("1", "eth0", "", "a%b", "en/0"))
    bits = rand.randrange(size(a.version) + 1)
    kind = rand.randrange(8)
    if kind == 0:
        return s
    if kind <= 3 and "%" not in s:  # a network, mostly
        s = str(ipaddress.ip_network((int(a), bits), strict=False).network_address)
    net = ipaddress.ip_network((0, bits) if a.version == 4 else ("::", bits), strict=False)
    if kind <= 4 or a.version == 6 and kind < 7:
        return "%s/%s%d" % (s, "0" * rand.choice((0, 0, 0, 1, 3)), bits)
    return "%s/%s" % (s, net.netmask if kind == 5 else net.hostmask)


def mutate(s):
    for _ in range(rand.choice((1, 1, 1, 2, 3))):
        i = rand.randrange(len(s) + 1)
        kind = rand.randrange(4)
        if kind == 0:
            s = s[:i] + s[i + 1:]
        elif kind == 1:
            s = s[:i] + rand.choice("0123456789abcdefABCDEFgx.:/%+- _\u0663\uff11") + s[i:]
        elif kind == 2:
            j = rand.randrange(i, len(s) + 1)
            s = s[:j] + s[i:j] + s[j:]
        else:
            s = s[:i] + s[i + 1:i + 2] + s[i:i + 1] + s[i + 2:]
    return s


HAND = [
    "", "/", "%", "//", "0", "1", "::", "::/0", "/8", "10.0.0.0/", "10.0.0.0//8", "10.0.0.0/8/8", "10.0.0.0/33", "::/129", "10.0.0.0/-1",
    "10.0.0.0/+8", "10.0.0.0/ 8", "10.0.0.0/8 ", " 10.0.0.0/8", "10.0.0.0/8\n", "10.0.0.0/0x8", "10.0.0.0/08", "10.0.0.0/00000000000008",
    "0.0.0.0/0.0.0.0", "10.0.0.0/0.0.0.0", "10.1.2.3/0.0.0.0", "10.0.0.0/255.255.255.255", "10.0.0.0/0.255.255.255", "10.0.0.0/255.0.0.0",
    "10.0.0.0/255.0.255.0", "10.0.0.0/0.255.0.255", "10.0.0.0/0.0.0.1", "10.0.0.0/128.0.0.0", "10.0.0.0/127.255.255.255", "10.0.0.0/1.0.0.0",
    "10.0.0.0/255.0.0.00", "10.0.0.0/255.0.0", "::/255.0.0.0", "::/ffff::", "10.0.0.0/::", "10.0.0.0/ff::", "010.0.0.0", "10.00.0.0", "0.0.0.0", "00.0.0.0",
    "256.0.0.0", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4:", "::1.2.3.4", "::ffff:1.2.3.4/96", "::ffff:1.2.3.0/120",
    "fe80::%1/64", "fe80::1%1/64", "fe80::%/64", "fe80::%eth0", "fe80::1/64%1", "10.0.0.1%1", "10.0.0.0%1/8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7:8::", "1::2::3", ":::", ":1::", "1:::2", "12345::", "::g", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5::1.2.3.4",
    "1:2:3:4:5:6::1.2.3.4", "::1.2.3.04", "1.2.3.4::", "::1.2.3.4:5", "4294967295", "0x7f000001", "127.1", "2001:db8::/32", "2001:db8::1/32",
    "2001:DB8::/032", "::/0000", "10.0.0.0/\u0668", "1\u0660.0.0.0/8",
]


def parse_records():
    literals = dict.fromkeys(HAND)
    while len(literals) < 17000:
        s = literal()
        literals[s] = None
        for _ in range(3):
            literals[mutate(s)] = None
    for s in literals:
        rec = {"s": s}
        for key, f in ("net", ipaddress.ip_network), ("if", ipaddress.ip_interface):
            try:
                rec[key] = str(f(s))
            except ValueError:
                pass
        yield rec


def random_network(version, shortest=0):
    bits = rand.randrange(shortest, size(version) + 1)
    n = rand.getrandbits(size(version))
    if rand.randrange(3) == 0:
        n &= rand.getrandbits(size(version)) & rand.getrandbits(size(version))
    if rand.randrange(20) == 0:
        n = (1 << size(version)) - 1
    return ipaddress.ip_network((n, bits), strict=False)


def strs(seq):
    return [str(x) for x in seq]


def random_list(version):
    """Networks that touch, overlap and repeat."""
    base = random_network(version, size(version) - 12)
    base = base.supernet(new_prefix=max(base.prefixlen - 8, 0))
    nets = []
    for _ in range(rand.choice((1, 2, 3, 5, 10, 20))):
        if rand.randrange(12) == 0:
            nets.append(random_network(version, 0 if rand.randrange(10) == 0 else size(version) // 2))
            continue
        bits = rand.randrange(base.prefixlen, min(base.prefixlen + 7, size(version)) + 1)
        n = int(base[0]) + rand.randrange(base.num_addresses)
        nets.append(ipaddress.ip_network((n, bits), strict=False))
        if rand.randrange(3) == 0:  # and its neighbour
            nets.append(ipaddress.ip_network((int(nets[-1][0]) ^ nets[-1].num_addresses % (1 << size(version)), bits), strict=False))
    rand.shuffle(nets)
    return nets


def set_records():
    for _ in range(250):
        nets = random_list(rand.choice((4, 4, 6)))
        yield {"op": "collapse", "in": strs(nets), "out": strs(ipaddress.collapse_addresses(nets))}
    for _ in range(280):
        v = rand.choice((4, 6))
        a = rand.getrandbits(size(v))
        if rand.randrange(8) == 0:
            a = 0
        b = min(a + rand.getrandbits(rand.randrange(1, size(v) + 1)), (1 << size(v)) - 1)
        if rand.randrange(8) == 0:
            b = (1 << size(v)) - 1
        out = strs(ipaddress.summarize_address_range(addr(v, a), addr(v, b)))
        if len(out) < 60:
            yield {"op": "summarize", "in": [str(addr(v, a)), str(addr(v, b))], "out": out}
    for _ in range(280):
        v = rand.choice((4, 6))
        p = random_network(v)
        q = ipaddress.ip_network((int(p[0]) + rand.randrange(p.num_addresses), rand.randrange(p.prefixlen, size(v) + 1)), strict=False)
        if rand.randrange(5) == 0:
            q = random_network(v)
        rec = {"op": "exclude", "in": [str(p), str(q)], "within": q.subnet_of(p)}
        try:
            out = strs(p.address_exclude(q))
            if len(out) > 40:
                continue
            rec["out"] = out
        except ValueError:
            pass
        yield rec
    for _ in range(350):
        p = random_network(rand.choice((4, 6)))
        if p.prefixlen < p.max_prefixlen:
            bits = min(p.prefixlen + rand.randrange(5), p.max_prefixlen)
            yield {"op": "subnets", "in": [str(p), str(bits)], "out": strs(p.subnets(new_prefix=bits))}
        if p.prefixlen:
            bits = rand.randrange(p.prefixlen + 1)
            yield {"op": "supernet", "in": [str(p), str(bits)], "out": [str(p.supernet(new_prefix=bits))]}


def network_records():
    for _ in range(450):
        v = rand.choice((4, 6))
        p = random_network(v, rand.choice((0, size(v) - 4)))
        hosts = []
        for a in p.hosts():
            hosts.append(str(a))
            if len(hosts) == 5:
                break
        rec = {"net": str(p), "last": str(p[-1]), "netmask": str(p.netmask), "hostmask": str(p.hostmask),
               "count": str(p.num_addresses), "hosts": hosts, "nth": {}, "contains": {}}
        n = p.num_addresses
        for i in 0, -1, n - 1, n, -n, -n - 1, rand.randrange(n), -1 - rand.randrange(n), rand.getrandbits(130):
            try:
                rec["nth"][str(i)] = str(p[i])
            except IndexError:
                rec["nth"][str(i)] = None
        for _ in range(2):
            a = rand.choice((p[rand.randrange(n)], addr(v, int(p[-1]) + rand.randrange(1, 5)), random_address()))
            rec["contains"][str(a)] = a in p
        yield rec


write_jsonl("addresses.jsonl", address_records())
write_jsonl("text.jsonl", text_records())
write_jsonl("parse.jsonl", parse_records())
write_jsonl("sets.jsonl", set_records())
write_jsonl("networks.jsonl", network_records())
