#: Node.__init__.value: int
#: Node.__init__.following: Node | None
#: Node.value: int
#: Node.following: Node | None
#: last(): Node
#: last.node: Node
#: chain: Node
#: end: Node
#: number: int

class Node:
    def __init__(self, value, following=None):
        self.value = value
        self.following = following


def last(node):
    while node.following is not None:
        node = node.following
    return node


chain = Node(1, Node(2))
end = last(chain)
number = end.value
