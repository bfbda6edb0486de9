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
x: List[str] = []
y: int = 1
def f(a:int, b: str  =  1, c: bytes = b"") -> List[int]: return []
def g(a: Path): pass
