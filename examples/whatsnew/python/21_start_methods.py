import multiprocessing
import sys


def square(x):
    sys.exit(x * x)


if __name__ == "__main__":
    print(multiprocessing.get_all_start_methods())
    for method in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context(method)
        p = context.Process(target=square, args=(12,), name="square")
        p.start()
        p.join()
        print(context.get_start_method(), p.name, p.exitcode)
    multiprocessing.set_start_method("spawn", force=True)
    try:
        multiprocessing.set_start_method("fork")
    except RuntimeError:
        print("already set:", multiprocessing.get_start_method())
    try:
        multiprocessing.get_context("thread")
    except ValueError as e:
        print("ValueError:", e)
