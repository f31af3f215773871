"""Records html.entities, html.unescape, html.escape and html.parser.

A parser record is [convert_charrefs, source, events, error]; an event is a
list of its kind, its line and column, and what the handler was given.
"""
import html
import html.entities
import html.parser
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from goldens import hexs, write_jsonl

rng = random.Random(34)
NAMES = sorted(html.entities.html5)
LEGACY = [n for n in NAMES if not n.endswith(";")]

# --- html.entities.html5

write_jsonl("entities.jsonl", ([n, hexs(html.entities.html5[n])] for n in NAMES))

# --- every name, written without its semicolon, with every kind of tail

TAILS = ["", ";", "k", "7", "=", "&"]
bare = sorted({n.rstrip(";") for n in NAMES})
write_jsonl("tails.jsonl", ([n, [hexs(html.unescape("&" + n + t)) for t in TAILS]] for n in bare))

# --- html.unescape

numbers = [0, 1, 8, 9, 10, 11, 12, 13, 14, 31, 32, 65, 0x7e, 0x7f, *range(0x80, 0xa1), 0xd7ff, 0xd800, 0xdfff, 0xe000,
           0xfdcf, 0xfdd0, 0xfdef, 0xfdf0, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x1f600, 0x10fffd, 0x10fffe, 0x10ffff,
           0x110000, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 0x100000041, 0xffffffffffffffff,
           0x10000000000000041, 10**30]
numbers += [p * 0x10000 + 0xfffe + k for p in range(1, 16) for k in (0, 1)]


def numeric(n):
    digits = rng.choice(["%d", "x%x", "X%X", "x%X"]) % n
    if rng.random() < 0.2:
        zeros = "0" * rng.randrange(1, 40)
        digits = digits[0] + zeros + digits[1:] if digits[0] in "xX" else zeros + digits
    return "&#" + digits


def piece():
    r = rng.random()
    if r < 0.30:
        return "".join(rng.choice("&#;xX019afgz =<\té") for _ in range(rng.randrange(1, 8)))
    if r < 0.50:
        return "&" + rng.choice(NAMES)
    if r < 0.60:
        return "&" + rng.choice(LEGACY) + rng.choice(["", ";", "x", "1", "=", "&", "é", rng.choice(NAMES)])
    if r < 0.68:
        name = rng.choice(NAMES)
        return "&" + name[:rng.randrange(1, len(name) + 1)] + rng.choice(["", ";", " "])
    if r < 0.84:
        return numeric(rng.choice(numbers)) + rng.choice(["", ";", "g", "x", " "])
    if r < 0.90:
        return numeric(rng.randrange(0x120000)) + rng.choice([";", ""])
    return "".join(rng.choice("abcé€😀 \n") for _ in range(rng.randrange(1, 6)))


cases = ["", "&", "&;", "&#", "&#;", "&#x", "&#X;", "&#9", "&#x9", "&&amp;", "&" + "a" * 40 + ";", "&" + "é" * 33 + ";",
         "&" + "z" * 31 + "&lt;", "&#4294967356;script", "&nGt;&nLt;", "&lt\x00", "&#" + "0" * 200 + "65;",
         "&#" + "9" * 4000 + ";", "&#x" + "f" * 6000 + ";"]
cases += [("&#%d;" if k % 2 else "&#x%x") % n for k, n in enumerate(numbers)]
cases += ["".join(piece() for _ in range(rng.randrange(1, 6))) for _ in range(5000)]
write_jsonl("unescape.jsonl", ([hexs(s), hexs(html.unescape(s))] for s in cases))

# --- html.escape

cases = ["", "&", "<>\"'", "plain", "&amp;", "é<€>😀"]
cases += ["".join(rng.choice("&<>\"'#ab é€") for _ in range(rng.randrange(1, 25))) for _ in range(400)]
cases += ["".join(rng.choice("abcdefg é€" * 4 + "&<>\"'") for _ in range(rng.randrange(1, 25))) for _ in range(400)]
write_jsonl("escape.jsonl", ([hexs(s), hexs(html.escape(s, False)), hexs(html.escape(s))] for s in cases))

# --- html.parser


class Recorder(html.parser.HTMLParser):
    def __init__(self, convert):
        super().__init__(convert_charrefs=convert)
        self.events = []

    def add(self, kind, *args):
        line, col = self.getpos()
        if kind == "data" and self.events and self.events[-1][0] == "data":
            self.events[-1][3] += hexs(args[0])  # only the concatenation of data is of interest
        else:
            self.events.append([kind, line, col, *[hexs(a) for a in args]])

    def tag(self, kind, tag, attrs):
        self.add(kind, tag)
        self.events[-1].append([[hexs(k), None if v is None else hexs(v)] for k, v in attrs])
        self.events[-1].append(hexs(self.get_starttag_text()))

    def handle_starttag(self, tag, attrs): self.tag("start", tag, attrs)
    def handle_startendtag(self, tag, attrs): self.tag("startend", tag, attrs)
    def handle_endtag(self, tag): self.add("end", tag)
    def handle_data(self, data): self.add("data", data)
    def handle_entityref(self, name): self.add("entityref", name)
    def handle_charref(self, name): self.add("charref", name)
    def handle_comment(self, data): self.add("comment", data)
    def handle_decl(self, data): self.add("decl", data)
    def handle_pi(self, data): self.add("pi", data)
    def unknown_decl(self, data): self.add("unknown", data)


def parse(source, convert):
    p = Recorder(convert)
    error = False
    try:
        p.feed(source)
        p.close()
    except AssertionError:
        error = True
    return [convert, hexs(source), p.events, error]


TAGNAMES = ["a", "b", "p", "DIV", "script", "SCRIPT", "style", "title", "textarea", "br", "x-y", "svg", "İi", "aΣ",
            "oΣb", "lin\u212a", "a\x00b", "a\vb", "a'", "plaintext"]
WORDS = ["href", "b", "CHECKED", "x:y", "data-é", "Σ", "ΑΣ", "'q", '"r', "<", "=", "a\x00", "\u212a"]
SPACES = [" ", " ", " ", "\n", "\t", "\f", "\v", "\r\n", "\x1c", "\x85", "\xa0", "\u2003", "  "]


def space():
    return rng.choice(SPACES) if rng.random() < 0.9 else ""


def attr():
    r = rng.random()
    name = rng.choice(WORDS)
    if r < 0.25:
        return name
    eq = rng.choice(["=", "=", "=", "=", "==", " = ", " =", "= ", "=\n", "\xa0=\xa0", "= = "])
    if r < 0.55:
        q = rng.choice("'\"")
        return name + eq + q + text(4).replace(q, "") + q
    if r < 0.80:
        return name + eq + rng.choice(["v", "1", "a/b", "x&amp;y", "&copy=1", "&#65", "/", "", "'", '"', "é"])
    return name + eq + rng.choice(["'x", '"x', "x'", "'a>b", '"a>b"c="d"', "''", '""', "'a'b='c'"])


def text(n):
    parts = ["a", "b", "é", "€", "😀", " ", "\n", "&amp;", "&lt", "&copy", "&#65;", "&#x41", "&#xg;", "&#;", "&", "&notit;",
             "&#12a;", "&a-b;", "&a.b", "&;", ";", "'", '"', ">", "]", "]]>", "-", "--", "text", "/", "="]
    return "".join(rng.choice(parts) for _ in range(rng.randrange(n)))


def markup():
    r = rng.random()
    if r < 0.30:
        attrs = "".join(space() + attr() for _ in range(rng.randrange(4)))
        return "<" + rng.choice(TAGNAMES) + attrs + rng.choice(["", "", "", " ", "/", " /", "//", "/ "]) + rng.choice([">"] * 9 + [""])
    if r < 0.50:
        return ("</" + rng.choice(["", "", "", " ", "\n", "\xa0"]) + rng.choice(TAGNAMES) +
                rng.choice(["", "", "", " ", "\n", "/", " a='>'", "\xa0"]) + rng.choice([">"] * 9 + [""]))
    if r < 0.60:
        return "<!--" + text(5) + rng.choice(["-->", "-->", "--!>", "-- >", "--\xa0>", "->", ">", "--", ""])
    if r < 0.66:
        return rng.choice(["<!DOCTYPE html>", "<!doctype html SYSTEM 'a>b'>", "<!doctype", "<!DocType>", "<!ELEMENT br EMPTY>",
                           "<!>", "<!->", "<!a", "<!-", "<!"])
    if r < 0.73:
        return ("<![" + rng.choice(["CDATA", "cdata", "if", "endif", "else", "TEMP", "RCDATA", "include", "ignore"]) +
                rng.choice(["[", " ", "[ ", ""]) + text(4) + rng.choice(["]]>", "] ]>", "]>", "]\xa0>", ">", ""]))
    if r < 0.77:
        return "<?" + text(4) + rng.choice(["?>", ">", ""])
    if r < 0.85:
        return rng.choice(["<script>", "<STYLE>", "<script a=1>"]) + text(6) + rng.choice(["<b>", "<!--", "</b>", "</ſcript>", "</scrİpt>", ""]) + rng.choice(
            ["</script>", "</style>", "</SCRIPT\n>", "</ script>", "</script x>", ""])
    return rng.choice(["<", "</", "</>", "< a>", "<3", "</3>", "<>", "<![", "<![x", "&", "&#", "&a", "<a", "</a", "&l"])


def document():
    parts = []
    for _ in range(rng.randrange(1, 7)):
        parts.append(rng.choice([text, lambda n: markup()])(6))
    return "".join(parts)


fixed = ["", "<", "&", "&#", "&a", "<a", "<a b", "<a b=", "<a b='", "</a", "<!", "<!-", "<!--", "<!--a", "<!--a-", "<?", "<?a", "<![",
         "<![CDATA[", "<script>", "<script>a", "<script></", "<title>&lt;b></title>", "a<b", "a < b", "a <", "<a/>", "<a />",
         "<a b/>", "<a b=/>", "<a b=c/>", "<a b= c>", "<a b =c d>", "<a b='x'c=\"y\">", "<a b=\"x>", "<a b= \"x>", "<a b==\"x>",
         "<a b='1' b='2'>", "<p>a &lt; b &#62; c</p>", "<![foo[x]]>", "<![1]>", "&#;&#;<b>", "&#;<b>x", "&lt-x", "&lt-", "&a",
         "x\n<b>\né<i>", "<script>x</ſcript>y", "<script>x</ſcript>y</script>z", "<a\x00b>", "<a\"\x00b>", "<a/b/c>", "<div / id=x>"]
chars = "<</>!-[]?&;#'\"= \nabsx"
docs = fixed + ["".join(rng.choice(chars) for _ in range(rng.randrange(1, 25))) for _ in range(1000)]
docs += [document() for _ in range(2200)]
write_jsonl("parser.jsonl", (parse(d, c) for d in docs for c in (True, False)))
