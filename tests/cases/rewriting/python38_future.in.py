# options: python=3.8
# parameter f.a: list[int] | None
from __future__ import annotations
def f(a): pass
