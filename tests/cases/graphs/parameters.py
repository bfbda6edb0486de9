def f(a, b=1, /, c=a, *args, d, e=b, **kwargs):
    c = b + c
    return lambda c, *, x=c: (c, x, d)


def g(*, only): yield only


async def h(): return
