#: is_adult(): bool
#: is_adult.age: int
#: contains(): bool
#: contains.items: list[str]
#: contains.item: str
#: same(): bool
#: same.left: str or object
#: same.right: str or object
#: checks: list[bool]

def is_adult(age):
    return age >= 18


def contains(items, item):
    return item in items


def same(left, right):
    return left is right


checks = [is_adult(20), contains(["a"], "b"), same("x", "y")]
