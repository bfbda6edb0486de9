#: json: types.ModuleType
#: text: str
#: again: list[int] or typing.Any

import importlib

json = importlib.import_module("json")
text = json.dumps([1, 2])
again = json.loads(text)
