"""For each number n on standard input prints n times the median of the seconds
from the start of a process to its first byte.

    python3 start.py METHOD MEGABYTES

MEGABYTES is what the parent has in memory.
"""
import multiprocessing
import sys
import time


def first_byte(w):
    w.send_bytes(b"x")


def start(context):
    r, w = context.Pipe(duplex=False)
    began = time.perf_counter()
    p = context.Process(target=first_byte, args=(w,))
    p.start()
    r.recv_bytes()
    elapsed = time.perf_counter() - began
    w.close()
    p.join()
    r.close()
    return elapsed


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    ballast = bytearray(int(sys.argv[2]) << 20)
    for i in range(0, len(ballast), 4096):
        ballast[i] = 1
    for line in sys.stdin:
        n = int(line)
        times = sorted(start(context) for _ in range(max(3, min(n, 40))))
        print(times[len(times) // 2] * n, flush=True)
