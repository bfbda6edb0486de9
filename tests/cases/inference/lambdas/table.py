#: OPERATIONS: dict[str, collections.abc.Callable[[int, int], int]]
#: result: int
#: product: int

OPERATIONS = {
    "add": lambda left, right: left + right,
    "multiply": lambda left, right: left * right,
}
result = OPERATIONS["add"](2, 3)
product = OPERATIONS["multiply"](2, 3)
