#: depth(): int
#: depth.tree: tuple or tuple[tuple, ...]
#: depth.left: tuple or tuple[tuple, ...]
#: depth.right: tuple or tuple[tuple, ...]
#: levels: int

def depth(tree):
    if not tree:
        return 0
    left, right = tree
    return 1 + max(depth(left), depth(right))


levels = depth(((), ((), ())))
