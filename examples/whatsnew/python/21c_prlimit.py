import multiprocessing
import resource
import time

if __name__ == "__main__":
    p = multiprocessing.Process(target=time.sleep, args=(60,))
    p.start()
    resource.prlimit(p.pid, resource.RLIMIT_CORE, (0, 0))
    print(resource.prlimit(p.pid, resource.RLIMIT_CORE))
    p.kill()
    p.join()
    print(p.exitcode)
