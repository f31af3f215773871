import sys
for _ in range(3): print(sys.getallocatedblocks())
x = "hello, world"
print(sys.getallocatedblocks())
del x
print(sys.getallocatedblocks())
