# options: python=3.9
# parameter f.a: list[int] | None
# parameter f.b: int | str | None
# parameter f.c: collections.abc.Iterable[str]
from collections.abc import Iterable
from typing import Optional, Union


def f(a: Optional[list[int]], b: Optional[Union[int, str]], c: Iterable[str]): pass
