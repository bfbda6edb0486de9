#: process: subprocess.CompletedProcess[str]
#: code: int
#: version: tuple[int, int]
#: path: str

import subprocess
import sys

process = subprocess.run([sys.executable, "-c", "print(3)"], capture_output=True, text=True)
code = process.returncode
version = sys.version_info[:2]
path = sys.executable
