# options: policy=keep
# parameter f.a: int -> its signature has annotations, which are kept as they are
# parameter f.b: str -> its signature has annotations, which are kept as they are
# parameter f.c: bytes -> its signature has annotations, which are kept as they are
# return f: list[int] -> its signature has annotations, which are kept as they are
# parameter g.a: pathlib.Path
# variable x: list[str] -> it has an annotation, which is kept
# variable y: int
from pathlib import Path
from typing import List
x: List[int] = []
y: int = 1
def f(a:int, b: "int"  =  1, c=b""): return []
def g(a: Path): pass
