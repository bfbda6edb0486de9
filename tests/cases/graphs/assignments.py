a = b = 1
c, (d, *e) = a
c += 2
x[a].y = (b)
if (n := c) > 1:
    del d
for i, j in e:
    pass
with open(a) as f, g, h() as (k, l):
    f
for m in f: m.n = 1
