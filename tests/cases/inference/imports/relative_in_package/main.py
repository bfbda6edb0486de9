#: lines: list[str]
#: first: str

from report import build

lines = build("Week")
first = lines[0]
