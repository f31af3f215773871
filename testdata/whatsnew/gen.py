"""Records what CPython prints for each script of the tour.

A script whose first line is "# CPython X.Y.Z" is run by that version.
"""
import glob
import os
import re
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(here))
from goldens import write_txtar

scripts = os.path.join(here, "..", "..", "examples", "whatsnew", "python", "*.py")
for path in sorted(glob.glob(scripts)):
    with open(path, encoding="utf-8") as f:
        script = f.read()
    env = dict(os.environ, PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8")
    command = [sys.executable]
    version = re.match(r"# CPython ([0-9.]+)\n", script)
    if version:
        env["PYENV_VERSION"] = version.group(1)
        # pyenv puts the running version first, where it would be found again.
        own = os.path.dirname(sys.executable)
        env["PATH"] = os.pathsep.join(d for d in env["PATH"].split(os.pathsep) if d != own)
        command = ["python3"]
    out = subprocess.run(command + ["-B", "-s", path], env=env, check=True, stdout=subprocess.PIPE).stdout
    name = os.path.splitext(os.path.basename(path))[0]
    write_txtar(name + ".txtar", [(name + ".py", script), ("output", out.decode("utf-8"))])
