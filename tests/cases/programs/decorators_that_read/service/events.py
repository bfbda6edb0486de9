import datetime


class Event:
    def __init__(self, name, day=1):
        self.name = name
        self.when = datetime.date(2020, 1, day)


class Started(Event):
    pass


class Stopped(Event):
    def __init__(self, name, reason=None):
        super().__init__(name, 2)
        self.reason = reason


def started(name) -> Started:
    return Started(name)


def stopped(name, reason) -> Stopped:
    return Stopped(name, reason)
