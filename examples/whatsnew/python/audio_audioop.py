# CPython 3.12.1
import warnings; warnings.simplefilter("ignore")
import audioop

for width in (1, 2, 3, 4): print("byteswap", width, audioop.byteswap(bytes(range(12)), width).hex())
try: audioop.byteswap(b"\1\2\3", 2)
except audioop.error as e: print("error:", e)
print(audioop.tomono(b"\x01\x00\x03\x00", 2, 0.5, 0.5).hex(), audioop.tostereo(b"\x01\x00", 2, 1, 1).hex(),
      audioop.lin2lin(b"\x01\x02", 2, 4).hex(), audioop.lin2ulaw(b"\x10\x20", 2).hex())
print(audioop.findfit(b"\0\0\1\0\2\0\3\0", b"\1\0\2\0"))
