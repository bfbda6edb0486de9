#: stock: dict[str, int]
#: nails: int
#: screws: int
#: name: str
#: count: int

stock = {"nail": 100, "bolt": 50}
nails = stock.pop("nail")
screws = stock.pop("screw", 0)
name, count = stock.popitem()
stock.clear()
