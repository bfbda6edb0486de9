# options: typing_only=False
# parameter f.a: decimal.Decimal | None
# parameter f.b: threading.Lock | None
# parameter f.c: queue.Queue[int]
# parameter f.d: dict[str, Later]
def f(a, b, c, d): pass
class Later: pass
