from network import Node
from network.graph import Graph

graph = Graph()
start, end = graph.add("start"), graph.add("end")
edge = start.connect(end)
edge.target.connect(Node("far"))
print(edge.weight, sorted(start.reach()), graph.first().name)
print(start.copy_graph().nodes, start.copy_graph().first())
print(type(start.copy_graph()).__module__)
