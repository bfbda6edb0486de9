#: value: str
#: number: int
#: half: float
#: shown: str
#: parts: list[str]

value = "42"
number = int(value)
half = number / 2
shown = format(half, ".1f")
parts = shown.split(".")
