#: walk(): int
#: walk.paths: list[str]
#: walk.visit: collections.abc.Callable[[str], None]
#: walk.count: int
#: seen: list[str]
#: visited: int

def walk(paths, *, visit):
    count = 0
    for path in paths:
        visit(path)
        count += 1
    return count


seen = []
visited = walk(["a.txt", "b.txt"], visit=seen.append)
