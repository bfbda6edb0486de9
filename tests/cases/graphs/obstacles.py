for a in b: a
a = 1
(a, c) = d
c += 1
e += 1
while (f := 1): f = 2


def outer():
    global g, a
    g = a = 1
    h = 1

    def inner():
        nonlocal h
        h = 2
        g: int = 3
        del i
        i.x = 1

    with a as h: pass


def method(self):
    self = self.x = 1


class C:
    def method(self, other):
        self = None
        other = other.x
        other.x = 1
        self.x += 1
        self.y, self.z = 1, 2
        for self.w in other: pass
        self.z = 1
        del self.v
