# options: python=3.8
# parameter f.a: list[int] | None
# parameter f.b: int | str
# parameter f.c: dict[str, tuple[int, ...]]
# parameter f.d: collections.abc.Iterable[str]
# parameter f.e: collections.OrderedDict[str, int]
# parameter f.f: list
# parameter f.g: typing.Self -> typing.Self needs Python 3.11
# parameter f.h: re.Pattern[str]
# parameter f.i: os.PathLike[str]
# return f: collections.abc.Callable[[int], None]
# variable f.local: set[int]
import collections
from typing import List as L

def f(a, b, c, d, e, f, g, h, i):
    local = set()
