#: gcd(): int
#: gcd.left: int
#: gcd.right: int
#: common: int

def gcd(left, right):
    if right == 0:
        return left
    return gcd(right, left % right)


common = gcd(48, 18)
