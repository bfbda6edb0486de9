from api.models import Stored


class Store:
    def __init__(self):
        self.stored = {}

    def add(self, report):
        stored = Stored(len(self.stored) + 1, report)
        self.stored[stored.number] = stored
        return stored

    def get(self, number) -> Stored:
        return self.stored[number]

    def titles(self):
        return [stored.report.title for stored in self.stored.values()]
