import sys
import weakref
class MyClass:
    pass
def callback(arg):
    print("Callback called with {}".format(arg))
instance = MyClass()
finalizer = weakref.finalize(instance, callback, "one")
# Deleting the finalize instance makes no difference
del finalizer
# The callback is still called when the instance is GC.
del instance
instance = MyClass()
finalizer = weakref.finalize(instance, callback, "two")
# You can trigger the callback earlier if you like.
finalizer()
print(finalizer.alive)
# It's only called once, so it now won't fire on deletion.
del instance
instance = MyClass()
finalizer = weakref.finalize(instance, callback, "three")
print(finalizer.atexit)
# Callback is invoked at system exit, if atexit=True
sys.exit(0)
