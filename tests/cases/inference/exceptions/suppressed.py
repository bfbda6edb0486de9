#: count: int
#: nothing: contextlib.suppress

import contextlib

count = 0
with contextlib.suppress(KeyError):
    count = {"a": 1}["b"]
nothing = contextlib.suppress(OSError)
