"""Records what CPython's multiprocessing does with processes: exit codes, names,
and what can be done with a process in each of its states."""
import multiprocessing
import os
import random
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from goldens import write_jsonl

rng = random.Random(341)
mp = multiprocessing.get_context("fork")


def leave(n):
    sys.exit(n)


def fail():
    sys.stderr = open(os.devnull, "w")
    raise OSError("spam")


def hit(n):
    os.kill(os.getpid(), n)


def code(target, *args):
    p = mp.Process(target=target, args=args)
    p.start()
    p.join()
    return p.exitcode


def codes():
    yield {"kind": "return", "arg": 0, "code": code(int)}
    yield {"kind": "error", "arg": 0, "code": code(fail)}
    for n in [0, 1, 2, 3, 7, 127, 128, 255, 256, 257, -1, -2, -255, -256] + [rng.randrange(-1000, 1000) for _ in range(60)]:
        yield {"kind": "exit", "arg": n, "code": code(leave, n)}
    for n in (signal.SIGHUP, signal.SIGKILL, signal.SIGTERM):
        yield {"kind": "signal", "arg": int(n), "code": code(hit, n)}


OPS = {
    "start": lambda p: p.start(),
    "join": lambda p: p.join(0),
    "terminate": lambda p: p.terminate(),
    "kill": lambda p: p.kill(),
    "close": lambda p: p.close(),
    "sentinel": lambda p: p.sentinel,
}


def process(state):
    p = mp.Process(target=time.sleep, args=(60,))
    if state == "fresh":
        return p
    p.start()
    if state == "live":
        return p
    p.kill()
    p.join()
    if state == "closed":
        p.close()
    return p


def states():
    for state in ("fresh", "live", "ended", "closed"):
        for op, f in OPS.items():
            if state == "fresh" and op == "start":
                continue
            p = process(state)
            try:
                f(p)
                ok = True
            except (ValueError, AssertionError, AttributeError):
                ok = False
            yield {"state": state, "op": op, "ok": ok}
            try:
                p.kill()
                p.join()
            except (ValueError, AttributeError):
                pass


def nest(w, depth):
    name = multiprocessing.current_process().name
    if depth > 0:
        p = multiprocessing.Process(target=nest, args=(w, depth - 1))
        p.start()
        p.join()
    else:
        w.send(name)


def names():
    for name in (None, "spam"):
        for depth in range(4):
            r, w = mp.Pipe(False)
            p = multiprocessing.Process(target=nest, args=(w, depth), name=name)
            p.start()
            p.join()
            number = p._identity[0]
            yield {"method": "", "name": name or "", "depth": depth, "want": r.recv().replace("-%d" % number, "-N")}


    for method in ("fork", "spawn", "forkserver"):
        p = multiprocessing.get_context(method).Process()
        yield {"method": method, "name": "", "depth": 0, "want": p.name.replace("-%d" % p._identity[0], "-N")}


write_jsonl("codes.jsonl", codes())
write_jsonl("states.jsonl", states())
write_jsonl("names.jsonl", names())
