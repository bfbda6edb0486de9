#: OutOfStock.__init__.item: str
#: OutOfStock.__init__.missing: int
#: OutOfStock.item: str
#: OutOfStock.missing: int
#: item: str
#: missing: int
#: text: str

class OutOfStock(Exception):
    def __init__(self, item, missing):
        super().__init__(f"{missing} x {item}")
        self.item = item
        self.missing = missing


try:
    raise OutOfStock("bolt", 3)
except OutOfStock as error:
    item = error.item
    missing = error.missing
    text = str(error)
