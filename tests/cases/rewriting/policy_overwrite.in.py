# options: policy=overwrite
# parameter f.a: int -> it is annotated so already
# parameter f.b: str
# parameter f.c: bytes
# return f: list[int]
# parameter g.a: pathlib.Path
# variable x: list[str]
# variable y: int
from pathlib import Path
from typing import List
x: List[int] = []
y = 1
def f(a:int, b: "int"  =  1, c=b""): return []
def g(a): pass
