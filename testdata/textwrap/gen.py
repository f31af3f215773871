"""Records what CPython's textwrap does with hand-picked and random input."""
import os
import random
import sys
import textwrap

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from goldens import hexs, write_jsonl

rng = random.Random(340)


class Hang(Exception):
    pass


class Wrapper(textwrap.TextWrapper):
    """A TextWrapper that raises Hang where the original never returns."""
    calls = 0

    def _handle_long_word(self, *args):
        self.calls += 1
        if self.calls > 5000:
            raise Hang
        super()._handle_long_word(*args)


def result(f):
    try:
        return f()
    except ValueError as e:
        return {"e": "placeholder" if "placeholder" in str(e) else "width"}


# The key under which each option is recorded.
KEYS = {
    "width": "w", "initial_indent": "ii", "subsequent_indent": "si", "expand_tabs": "et",
    "replace_whitespace": "rw", "fix_sentence_endings": "fse", "break_long_words": "blw",
    "drop_whitespace": "dw", "break_on_hyphens": "boh", "tabsize": "ts", "max_lines": "ml", "placeholder": "ph",
}


def wrap_record(text, **options):
    rec = {"t": hexs(text)}
    for k, v in options.items():
        rec[KEYS[k]] = hexs(v) if isinstance(v, str) else v
    try:
        got = result(lambda: Wrapper(**options).wrap(text))
    except Hang:
        return None
    if isinstance(got, dict):
        rec.update(got)
    else:
        rec["o"] = [hexs(line) for line in got]
    return rec


def shorten_record(text, width, **options):
    rec = {"t": hexs(text), "w": width}
    for k, v in options.items():
        rec[KEYS[k]] = hexs(v)
    got = result(lambda: textwrap.shorten(text, width, **options))
    if isinstance(got, dict):
        rec.update(got)
    else:
        rec["s"] = hexs(got)
    return rec


LETTERS = "abcdefghijklmnopqrstuvwxyzABCXYZ"
ODD = ["é", "ß", "ñ", "Ж", "界", "語", "あ", "한", "ⅳ", "²", "½", "٣", "7", "_", "\u0301", "\u00a0", "\u3000", "\u2003",
       "\u2028", "\u0085", "\x1c", "\x1f", "\x00", "–", "—", "\u00ad", "😀", "\U00020000", "\U0002ebf5", "\udcff", "\udc80"]
PUNCT = ".,;:!?\"'&()[]/\\*"
BLANKS = ["\t", "\n", "\v", "\f", "\r", "  ", "   ", "\r\n", " \n ", "\t\t", "\n\n"]


def word():
    kind = rng.random()
    n = min(int(rng.expovariate(0.22)) + 1, 30)
    if kind < 0.55:
        w = "".join(rng.choice(LETTERS) for _ in range(n))
    elif kind < 0.75:
        w = "".join(rng.choice(LETTERS + "--" + "1.") for _ in range(n))
    elif kind < 0.9:
        w = "".join(rng.choice([rng.choice(LETTERS), "-", rng.choice(ODD)]) for _ in range(n))
    else:
        w = "".join(rng.choice([rng.choice(LETTERS), "-", "--", rng.choice(PUNCT), rng.choice(ODD)]) for _ in range(n))
    if rng.random() < 0.25:
        w += rng.choice(".!?") + rng.choice(["", "", "\"", "'", ")"])
    return w


def text():
    if rng.random() < 0.08:
        alphabet = rng.choice(["ab-", "a- ", "-", "\u00a0 a", " ", "\t a", "a\u00a0-", "é -a", "界語", ". a"])
        return "".join(rng.choice(alphabet) for _ in range(rng.randrange(60)))
    out = [rng.choice(["", "", " ", "  ", "\t", "\n"])]
    for _ in range(rng.randrange(14)):
        out.append(word())
        out.append(" " if rng.random() < 0.7 else rng.choice(BLANKS + ["--", "\u00a0", " \u00a0 "]))
    return "".join(out)


def options():
    o = {"width": rng.choice([1, 2, 3, 5, 7, 8, 10, 12, 15, 20, 25, 30, 40, 70])}
    if rng.random() < 0.02:
        o["width"] = rng.choice([0, -1, -70])
    if rng.random() < 0.25:
        o["initial_indent"] = rng.choice(["  ", "* ", ">>>>", "\t", "é ", "- - ", "\u00a0", "          "])
    if rng.random() < 0.25:
        o["subsequent_indent"] = rng.choice(["  ", "* ", ">>>>", "    ", "界 ", " ", "          "])
    for name in ("expand_tabs", "replace_whitespace", "drop_whitespace", "break_long_words", "break_on_hyphens"):
        if rng.random() < 0.2:
            o[name] = False
    if rng.random() < 0.25:
        o["fix_sentence_endings"] = True
    if rng.random() < 0.2:
        o["tabsize"] = rng.choice([0, 1, 2, 3, 4, 5, 13])
    if rng.random() < 0.35:
        o["max_lines"] = rng.choice([-1, 0, 1, 1, 2, 3, 5])
        if rng.random() < 0.6:
            o["placeholder"] = rng.choice(["", "...", "…", " …", "[more]", " \u00a0.", "  x", " ", "界"])
    return o


def wraps():
    yield wrap_record("")
    yield wrap_record("", width=1, max_lines=1)
    yield wrap_record(" " * 100 + "foo")
    yield wrap_record("hello", width=3, initial_indent=">>>>")
    yield wrap_record("ab cdefgh", width=3)
    yield wrap_record("a b", width=3, initial_indent=">>>", subsequent_indent=">>>", drop_whitespace=False)
    yield wrap_record("a", width=3, initial_indent=">>>", max_lines=1, placeholder="")
    yield wrap_record("foo \u00a0 bar", width=4)
    yield wrap_record("foo-bar--baz---qux foo--- --foo", width=4)
    yield wrap_record("a-b-c-d e-mail x-ray re-re-read 1-2-3 co-op's", width=3)
    yield wrap_record("first line. second! third?\" fourth. ", fix_sentence_endings=True, width=20, drop_whitespace=False)
    yield wrap_record("abc " + "x" * 50, width=10, max_lines=2)
    yield wrap_record("aaa bbbbbbbbbb", width=10, max_lines=1, placeholder="...")
    for base in ("a-b", "ab-cd", "a-b-cd", "é-é-éé", "a1-b", "_-_-__", "²-²-²²", "ⅳⅳ-ⅳⅳ", "e\u0301e-ee", "٣٣-٣٣", "ab--cd", ".--a", ")--a", "a----b-c"):
        for width in range(1, len(base) + 1):
            yield wrap_record(base, width=width)
            yield wrap_record("x " + base + " y", width=width + 2)
    for _ in range(4600):
        yield wrap_record(text(), **options())


def shortens():
    for t in ("", " ", "Hello  world!", "Hello world", "\u2003a\u0085b\x1cc"):
        for width in range(0, 14):
            yield shorten_record(t, width)
            yield shorten_record(t, width, placeholder="...")
    for _ in range(600):
        yield shorten_record(text(), rng.randrange(-1, 60), **({} if rng.random() < 0.5 else {"placeholder": rng.choice(["", "…", "...", " ", "[x] "])}))


def lines_text():
    pieces = ["a", "b c", "é", "界", " ", "  ", "\t", "    ", "x\u00a0", "-"]
    ends = ["\n", "\n", "\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\u2028", "\u2029", "\n\n", " \n"]
    return "".join(rng.choice(pieces) if rng.random() < 0.65 else rng.choice(ends) for _ in range(rng.randrange(20)))


def indents():
    for _ in range(500):
        t, prefix = lines_text(), rng.choice(["> ", "", "  ", "é", "\t"])
        yield {"t": hexs(t), "p": hexs(prefix), "s": hexs(textwrap.indent(t, prefix)),
               "all": hexs(textwrap.indent(t, prefix, lambda line: True)),
               "cr": hexs(textwrap.indent(t, prefix, lambda line: "\r" in line))}


def dedents():
    n = 0
    while n < 700:
        lines = []
        base = rng.choice(["", "  ", "\t", "    ", " \t", "\t  "])
        for _ in range(rng.randrange(7)):
            lines.append(rng.choice(["", base, base, base, base + "  ", base + "\t", base[:-1], "  "])
                         + rng.choice(["", "a", "b c", "é", " x ", "\u00a0y", "\ry", "\vz", "q\r"]))
        t = "\n".join(lines) + rng.choice(["", "\n"])
        # Python 3.14 changed what happens to blank lines of other characters.
        if any(line.isspace() and line.strip(" \t") for line in t.split("\n")):
            continue
        n += 1
        yield {"t": hexs(t), "s": hexs(textwrap.dedent(t))}


write_jsonl("wrap.jsonl", (r for r in wraps() if r is not None))
write_jsonl("shorten.jsonl", shortens())
write_jsonl("indent.jsonl", indents())
write_jsonl("dedent.jsonl", dedents())
