#: text: str
#: ratio: float or float | int
#: bits: int
#: items: list[int]

text = "ab"
text *= 3
ratio = 10
ratio /= 4
bits = 0b1010
bits |= 0b0101
items = [1]
items += [2, 3]
