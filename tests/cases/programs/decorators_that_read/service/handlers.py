from service import checks
from service.checks import handler
from service.events import Stopped, started, stopped


@handler
def on_stop(event: Stopped):
    return restart(event.name)


@checks.logged("info")
def restart(name):
    return started(name + "!")


@checks.logged(level="debug")
def stop(name, reason):
    return stopped(name, reason)


@checks.checked
def when(event, days=0):
    return event.when.replace(day=event.when.day + days)


class Service:
    def __init__(self):
        self.events = []

    @checks.checked
    def start(self, name: str, times=1):
        for _ in range(times):
            self.events.append(started(name))
        return self.events[-1]

    @checks.checked
    def latest(self, count: int):
        return self.events[-count:]
