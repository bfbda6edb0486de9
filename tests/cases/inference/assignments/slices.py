#: letters: str
#: middle: str
#: numbers: tuple[int, int, int]
#: pair: tuple[int, int]
#: last: int
#: raw: bytes
#: byte: int
#: chunk: bytes

letters = "abcdef"
middle = letters[2:4]
numbers = (1, 2, 3)
pair = numbers[:2]
last = numbers[-1]
raw = b"\x00\xff"
byte = raw[1]
chunk = raw[:1]
