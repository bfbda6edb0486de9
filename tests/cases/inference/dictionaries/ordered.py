#: queue: collections.OrderedDict[str, int]
#: key: str
#: value: int

from collections import OrderedDict

queue = OrderedDict()
queue["first"] = 1
queue["second"] = 2
queue.move_to_end("first")
key, value = queue.popitem(last=False)
