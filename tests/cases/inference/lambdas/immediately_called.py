#: value: list[str]
#: count: int
#: first: str

value = (lambda text: text.strip().split(","))(" a,b ")
count = (lambda *items: len(items))(1, 2, 3)
first = value[0]
