"""Writes golden files: a stamped header, then one JSON record a line.

Shared by testdata/*/gen.py. Every generator is run as

    python3 -B -s testdata/<package>/gen.py OUTDIR

and writes its files into OUTDIR; see testdata/README.md.
"""
import hashlib
import json
import os
import platform
import sys


def header(count):
    with open(os.path.abspath(sys.argv[0]), "rb") as f:
        sha = hashlib.sha256(f.read()).hexdigest()
    return json.dumps({
        "oracle": platform.python_implementation() + " " + platform.python_version(),
        "platform": sys.platform + "-" + platform.machine(),
        "generator": sha,
        "count": count,
    })


def write_jsonl(name, records):
    """Writes records to OUTDIR/name, one a line, behind the header."""
    records = list(records)
    with open(os.path.join(sys.argv[1], name), "w", encoding="ascii", newline="\n") as f:
        f.write(header(len(records)) + "\n")
        for r in records:
            f.write(json.dumps(r, separators=(",", ":")) + "\n")


def write_txtar(name, files):
    """Writes files, pairs of name and text, to OUTDIR/name behind the header."""
    files = list(files)
    with open(os.path.join(sys.argv[1], name), "w", encoding="utf-8", newline="\n") as f:
        f.write(header(len(files)) + "\n")
        for fname, text in files:
            if text and not text.endswith("\n"):
                raise ValueError(fname + ": text must end with a newline")
            if any(line.startswith("-- ") for line in text.split("\n")):
                raise ValueError(fname + ": a line looks like a file marker")
            f.write("-- %s --\n%s" % (fname, text))


def hexs(s):
    """The UTF-8 bytes of s in hex; surrogateescape'd bytes come out as they were."""
    return s.encode("utf-8", "surrogateescape").hex()
