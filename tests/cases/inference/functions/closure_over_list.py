#: make_stack(): tuple[collections.abc.Callable[[str], int], collections.abc.Callable[[], str]]
#: make_stack.items: list[str]
#: make_stack.push(): int
#: make_stack.<locals>.push.item: str
#: make_stack.pop(): str
#: push: collections.abc.Callable[[str], int]
#: pop: collections.abc.Callable[[], str]
#: size: int
#: last: str

def make_stack():
    items = []

    def push(item):
        items.append(item)
        return len(items)

    def pop():
        return items.pop()

    return push, pop


push, pop = make_stack()
size = push("a")
last = pop()
