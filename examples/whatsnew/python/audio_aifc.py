# CPython 3.12.1
import warnings; warnings.simplefilter("ignore")
import aifc, io

class Kept(io.BytesIO):
    def close(self): pass

b = Kept()
with aifc.open(b, "wb") as w:
    w.aifc(); w.setnchannels(1); w.setsampwidth(2); w.setframerate(8000)
    w.writeframes(memoryview(b"\x01\x02\x03\x04")); w.writeframesraw(bytearray(b"\x05\x06"))
print("aifc", len(b.getvalue()), b.getvalue().hex())
b.seek(0)
with aifc.open(b, "rb") as r: print(r.getparams(), r.readframes(9).hex())

b = Kept()
with aifc.open(b, "wb") as w:
    w.aiff(); w.setparams((1, 2, 8000, 0, b"NONE", b"not compressed")); w.writeframes(b"\x01\x02")
print("aiff", b.getvalue().hex())
