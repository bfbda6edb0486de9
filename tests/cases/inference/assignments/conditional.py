#: is_modern: bool
#: suffix: str
#: size: int

import sys

is_modern = sys.version_info >= (3, 8)
suffix = "" if is_modern else "old"
size = 64 if sys.maxsize > 2**32 else 32
