import sys
before = sys.getallocatedblocks()
x = [object() for _ in range(1000)]
there = sys.getallocatedblocks()
print("at least 1000 more:", there >= before + 1000)
del x
print("at least 900 less again:", sys.getallocatedblocks() + 900 <= there)
