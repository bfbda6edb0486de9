#: identity(): str
#: identity.value: str
#: largest(): int
#: largest.left: int
#: largest.right: int
#: same: str
#: top: int

def identity(value):
    return value


def largest(left, right):
    return left if left > right else right


same = identity("a")
top = largest(2, 7)
