# CPython 3.12.1
import wave, io

b = io.BytesIO()
with wave.open(b, "wb") as w:
    w.setnchannels(1); w.setsampwidth(2); w.setframerate(8000)
    w.writeframes(memoryview(b"\x01\x02\x03\x04")); w.writeframesraw(bytearray(b"\x05\x06"))
print("wave", len(b.getvalue()), b.getvalue().hex())
b.seek(0)
with wave.open(b, "rb") as r: print(r.getparams(), r.readframes(9).hex())
