#: WORD: re.Pattern[str]
#: match: re.Match[str] | None
#: user: str or str | typing.Any
#: found: list[str] or list
#: changed: str

import re

WORD = re.compile(r"(\w+)@(\w+)")
match = WORD.search("ada@lovelace")
user = match.group(1) if match else ""
found = re.findall(r"\d+", "1 and 22")
changed = re.sub("a", "b", "banana")
