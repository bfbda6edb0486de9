#: Node.__init__.name: str
#: Node.__init__.children: collections.abc.Sequence[Node] or collections.abc.Iterable[Node] or list[Node] | tuple[()] or list[Node] | tuple or list[Node] | tuple[Node, ...]
#: Node.name: str
#: Node.children: collections.abc.Sequence[Node] or collections.abc.Iterable[Node] or list[Node] | tuple[()] or list[Node] | tuple or list[Node] | tuple[Node, ...]
#: Node.walk(): collections.abc.Iterator[Node] or collections.abc.Generator[Node, None, None] or collections.abc.Generator[Node, typing.Any, None]
#: names: list[str]

class Node:
    def __init__(self, name, children=()):
        self.name = name
        self.children = children

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


names = [node.name for node in Node("a", [Node("b")]).walk()]
