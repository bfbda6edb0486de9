# options: python=3.9
# parameter f.a: list[int] | None
# parameter f.b: int | str | None
# parameter f.c: collections.abc.Iterable[str]
def f(a, b, c): pass
