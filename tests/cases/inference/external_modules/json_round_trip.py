#: text: str
#: size: int
#: data: dict[str, int] or typing.Any or dict[str, typing.Any]
#: pretty: list[str]

import json

text = json.dumps({"a": 1})
size = len(text)
data = json.loads(text)
pretty = json.dumps(data, indent=2).splitlines()
