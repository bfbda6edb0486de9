from __future__ import annotations

import subprocess
import sys


def test_the_room_needs_no_torch() -> None:
    program = "import sys, typilus.typespace; print([m for m in ('torch', 'scipy', 'annoy') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
