# parameter f.a: bytes | dict | int | list | str -> a union of 5 types; the limit is 4
# parameter f.b: list[bytes | dict | int | list | str] -> a union of 5 types; the limit is 4
# parameter f.c: list[list[list[list[int]]]] -> nested 4 deep; the limit is 3
# parameter f.d: list[list[list[int]] | None]
def f(a, b, c, d): pass
