import weakref, re
mask = lambda s: re.sub("0x[0-9a-f]+", "0x...", s)
class MyClass:
    def __init__(self, value):
        self._value = value
    def my_method(self):
        print("Method called")
        return self._value
instance = MyClass(123)
m1 = weakref.ref(instance.my_method)
# Standard weakrefs don't work here.
print(repr(repr(m1())))
m2 = weakref.WeakMethod(instance.my_method)
print(repr(mask(repr(m2()))))
print(repr(repr(m2()())))
# Here you can see the bound method is re-created each time.
print(m2() is m2())
print(m2() == m2())
del instance
# Now we've deleted the object, the method is gone.
print(repr(repr(m2())))
