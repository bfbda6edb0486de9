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
from typing import TYPE_CHECKING, Callable, Dict, Iterable, Optional, OrderedDict, Pattern, Set, Tuple, Union
from typing import List as L

if TYPE_CHECKING:
    from os import PathLike

def f(a: Optional[L[int]], b: Union[int, str], c: Dict[str, Tuple[int, ...]], d: Iterable[str], e: OrderedDict[str, int], f: list, g, h: Pattern[str], i: "PathLike[str]") -> Callable[[int], None]:
    local: Set[int] = set()
