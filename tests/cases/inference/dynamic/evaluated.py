#: number: int
#: text: str
#: scope: dict[str, typing.Any] or dict[str, object] or dict
#: value: float

number = eval("1 + 2")
text = eval("'a' * 3")
scope = {}
exec("value = 2.5", scope)
value = scope["value"]
