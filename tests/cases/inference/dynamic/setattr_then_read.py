#: Bag.size: int
#: bag: Bag
#: doubled: int
#: has_size: bool

class Bag:
    size = 0


bag = Bag()
setattr(bag, "size", 12)
doubled = bag.size * 2
has_size = hasattr(bag, "size")
