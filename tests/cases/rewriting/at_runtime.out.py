# options: typing_only=False
# parameter f.a: decimal.Decimal | None
# parameter f.b: threading.Lock | None
# parameter f.c: queue.Queue[int]
# parameter f.d: dict[str, Later]
from decimal import Decimal
from queue import Queue
from threading import Lock


def f(a: Decimal | None, b: "Lock | None", c: "Queue[int]", d: "dict[str, Later]"): pass
class Later: pass
