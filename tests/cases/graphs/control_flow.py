try:
    while a:
        break
    else:
        raise
except (E, F) as e:
    raise e from None
except:
    pass
else:
    assert a, "b"
finally:
    global_ = 1


def f():
    global g
    g = 1

    def inner():
        nonlocal x
        x = yield
        yield from g
        return (yield x)

    x = await_
    if x: return 1
    elif g: return
    else: return None
