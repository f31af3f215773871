"""Records in which order CPython calls the callbacks of weak references and
finalizers, for random programs of a few objects.

A program is a list of steps; each step's log is what it caused:

    ["new", o]          make object o
    ["ref", o, c]       make a reference to o with a callback that logs c
    ["weak", o, c]      the same, but drop the reference at once
    ["final", o, c]     make a finalizer of o that logs c
    ["call", c]         call a finalizer; log "true" after it if it was alive
    ["detach", c]       detach it; log "true" if it was alive
    ["alive", c]        log whether it is alive
    ["atexit", c, b]    set atexit
    ["cycle", o, p]     make o and p refer to each other
    ["drop", o]         drop object o, and collect garbage
    ["exit"]            what happens at exit
"""
import gc
import os
import random
import sys
import weakref

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from goldens import write_jsonl

rng = random.Random(442)
gc.disable()


class Object:
    pass


def program():
    log = []
    objects, refs, finals = {}, {}, {}
    steps = []
    count = 0

    def step(*s):
        steps.append({"s": [str(x) for x in s], "log": list(log)})
        log.clear()

    def make(name):
        objects[name] = Object()
        step("new", name)

    make("o0")
    for i in range(rng.randrange(6, 24)):
        kind = rng.choice(["new", "ref", "ref", "weak", "final", "final", "final", "call", "detach", "alive", "atexit", "drop", "cycle"])
        name = rng.choice(sorted(objects)) if objects else None
        c = "c%d" % count
        count += 1
        if kind == "new" or name is None:
            make("o%d" % (i + 1))
        elif kind == "ref":
            refs[c] = weakref.ref(objects[name], lambda r, c=c: log.append(c))
            step("ref", name, c)
        elif kind == "weak":
            weakref.ref(objects[name], lambda r, c=c: log.append(c))
            step("weak", name, c)
        elif kind == "final":
            finals[c] = weakref.finalize(objects[name], log.append, c)
            step("final", name, c)
        elif kind == "drop":
            del objects[name]
            gc.collect()
            step("drop", name)
        elif kind == "cycle" and len(objects) > 1:
            a, b = rng.sample(sorted(objects), 2)
            objects[a].other, objects[b].other = objects[b], objects[a]
            step("cycle", a, b)
        elif finals and kind in ("call", "detach", "alive", "atexit"):
            f = rng.choice(sorted(finals))
            if kind == "call":
                alive = finals[f].alive
                finals[f]()
                log.append(str(alive).lower())
                step("call", f)
            elif kind == "detach":
                log.append(str(finals[f].detach() is not None).lower())
                step("detach", f)
            elif kind == "alive":
                log.append(str(finals[f].alive).lower())
                step("alive", f)
            else:
                on = rng.random() < 0.4
                finals[f].atexit = on
                log.append(str(finals[f].atexit).lower())
                step("atexit", f, str(on).lower())
    if rng.random() < 0.7:
        weakref.finalize._exitfunc()
        weakref.finalize._shutdown = False
        step("exit")
        for f in finals.values():
            f.detach()
    else:
        for f in finals.values():
            f.detach()
    return steps


def clean(steps):
    """Whether the order within each step is defined: objects of a cycle die together, in any order."""
    linked = set()
    for s in steps:
        if s["s"][0] == "cycle":
            linked.update(s["s"][1:])
    dead = [s["s"][1] for s in steps if s["s"][0] == "drop"]
    return not (linked & set(dead)) or all(len(s["log"]) < 2 for s in steps if s["s"][0] in ("drop", "cycle"))


programs = []
while len(programs) < 400:
    p = program()
    if clean(p):
        programs.append({"steps": p})
write_jsonl("order.jsonl", programs)
