# requires: typed_ast
def f(a, (b, c)=(1, 2)):
    print >>a, "x", `b`
    try:
        exec "code" in c
    except Error, e:
        raise ValueError, u"x", e
    return [i for i in a], i, 0777L <> 1
