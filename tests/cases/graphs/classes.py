@decorate(1)
class Shop(Base, meta=Meta):
    total = 0
    size: int

    def add(self, price):
        self.count = price + self.total
        self.count += 1
        self.total = self.missing
        self.save(self.add)
        self.other.deep = 2

        def later():
            return self.count, __class__

        def hidden(self):
            return self.count

    @classmethod
    def make(cls):
        return cls.total

    @staticmethod
    def helper(self):
        return self.count

    @property
    def name(this):
        return this.size


class Other:
    def __init__(self):
        self.count = None
