def parse_line(line):
    line = line.strip()
    if line.startswith("#"):
        return None
    name, equals, value = line.partition("=")
    if not equals:
        return name, None
    return name, value


def find(store, value):
    for name, found in store.values.items():
        if found == value:
            return name
    return None


class Store:
    def __init__(self):
        self.values = {}
        self.order = []
        self.current = None

    def put(self, name, value=None):
        self.values[name] = value
        self.order.append(name)
        self.current = name

    def get(self, name, default=None):
        return self.values.get(name, default)

    def names(self):
        return list(self.order)

    def first(self):
        return self.order[0] if self.order else None

    def groups(self):
        groups = {}
        for name, value in self.values.items():
            groups.setdefault(len(value or ""), []).append(name)
        return groups
