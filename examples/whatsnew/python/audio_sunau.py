# CPython 3.12.1
import warnings; warnings.simplefilter("ignore")
import sunau, io

b = io.BytesIO()
with sunau.open(b, "wb") as w:
    w.setnchannels(1); w.setsampwidth(2); w.setframerate(8000)
    w.writeframes(memoryview(b"\x01\x02\x03\x04")); w.writeframesraw(bytearray(b"\x05\x06"))
print("sunau", len(b.getvalue()), b.getvalue().hex())
b.seek(0)
with sunau.open(b, "rb") as r: print(r.getparams(), r.readframes(9).hex())

b = io.BytesIO()
with sunau.open(b, "wb") as w:
    w.setnchannels(1); w.setsampwidth(3); w.setframerate(44100); w.setcomptype("NONE", "")
    w.writeframes(bytes([1, 2, 3, 4, 5, 6]))
print("au24", b.getvalue().hex())
b.seek(0); r = sunau.open(b); print(r.getparams(), r.readframes(2).hex())
