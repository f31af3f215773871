# CPython 3.12.1
import wave, io, warnings; warnings.simplefilter("ignore")

class Pipe:  # cannot seek
    def __init__(self): self.b = io.BytesIO()
    def write(self, x): return self.b.write(x)
    def flush(self): pass

for n in (2, 1):
    pipe = Pipe()
    try:
        w = wave.open(pipe, "wb")
        w.setnchannels(1); w.setsampwidth(2); w.setframerate(8000); w.setnframes(n)
        w.writeframesraw(b"\1\2\3\4"); w.close()
    except Exception as e:
        print("promised %d:" % n, type(e).__name__, e)
    print("promised %d:" % n, pipe.b.getvalue().hex())
