#: Timer.running: bool
#: Timer.__enter__(): Timer or typing.Self
#: Timer.__exit__(): None
#: Timer.__exit__.kind: type[BaseException] | None
#: Timer.__exit__.error: BaseException | None
#: Timer.__exit__.trace: types.TracebackType | None
#: timer: Timer
#: active: bool

class Timer:
    def __init__(self):
        self.running = False

    def __enter__(self):
        self.running = True
        return self

    def __exit__(self, kind, error, trace):
        self.running = False


with Timer() as timer:
    active = timer.running
