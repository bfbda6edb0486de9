from . import nodes


class Edge:
    def __init__(self, source, target, weight=1.0):
        self.source = source
        self.target = target
        self.weight = weight


class Graph:
    def __init__(self):
        self.nodes = {}

    def add(self, name):
        node = nodes.Node(name)
        self.nodes[name] = node
        return node

    def first(self):
        return next(iter(self.nodes.values()), None)
