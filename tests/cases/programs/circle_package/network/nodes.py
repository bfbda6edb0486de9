from . import graph


class Node:
    def __init__(self, name):
        self.name = name
        self.edges = []

    def connect(self, other):
        edge = graph.Edge(self, other)
        self.edges.append(edge)
        return edge

    def copy_graph(self):
        return graph.Graph()

    def reach(self, seen=None):
        seen = seen or set()
        for edge in self.edges:
            if edge.target.name not in seen:
                seen.add(edge.target.name)
                edge.target.reach(seen)
        return seen
