from injector import inject


class Clock:
    def __init__(self, start=5):
        self.start = start

    def now(self):
        return self.start * 2


class Greeter:
    def __init__(self, clock: Clock):
        self.clock = clock
        self.greeted = []

    def greet(self, name):
        self.greeted.append(name)
        return f"{name} at {self.clock.now()}"


class Mailer:
    @inject
    def __init__(self, clock: Clock, retries=3):
        self.clock = clock
        self.retries = retries

    def send(self, text):
        return f"{text} {self.clock.now()}"


def configure(binder):
    binder.bind(Clock, to=Clock(7))


@inject
def report(mailer: Mailer, title="none"):
    return title + mailer.send("!")


@inject
def unfinished(mailer: Mailer, clock, count=0):
    return count
