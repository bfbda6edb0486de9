#: explain(): str
#: explain.work: collections.abc.Callable[[], None] or collections.abc.Callable[[], object] or collections.abc.Callable[[], typing.NoReturn]
#: explain.lines: list[str]
#: crash(): typing.NoReturn
#: reason: str

import traceback


def explain(work):
    try:
        work()
    except Exception as error:
        lines = traceback.format_exception_only(type(error), error)
        return lines[-1].strip()
    return "fine"


def crash():
    raise KeyError("door")


reason = explain(crash)
