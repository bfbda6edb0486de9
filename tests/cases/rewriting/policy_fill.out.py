# options: policy=fill
# parameter f.a: int -> it has an annotation, which is kept
# parameter f.b: str -> it has an annotation, which is kept
# parameter f.c: bytes
# return f: list[int]
# parameter g.a: pathlib.Path
# variable x: list[str] -> it has an annotation, which is kept
# variable y: int
from pathlib import Path
from typing import List
x: List[int] = []
y: int = 1
def f(a:int, b: "int"  =  1, c: bytes = b"") -> List[int]: return []
def g(a: Path): pass
