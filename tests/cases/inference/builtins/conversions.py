#: number: int
#: share: float
#: text: str
#: flags: bool
#: raw: bytes
#: letters: set[str]
#: frozen: frozenset[int]
#: pair: tuple[float, ...]

number = int("12")
share = float("0.5")
text = str(99)
flags = bool([])
raw = bytes(4)
letters = set("hello")
frozen = frozenset([1, 2])
pair = tuple([1.5, 2.5])
