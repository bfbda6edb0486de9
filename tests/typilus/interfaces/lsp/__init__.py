import pytest

pytest.importorskip("pygls", reason="the extra [server] is not installed")
