# = Attributes of an error
try:
    open("/nowhere/at/all")
except OSError as error:
    number = error.errno  #: int or int | None
    text = error.strerror  #: str or str | None
    path = error.filename  #: str or typing.Any
# = Arguments of an error
try:
    raise ValueError("a", 3)
except ValueError as error:  #: error: ValueError
    arguments = error.args
    count = len(error.args)  #: int
    text = str(error)  #: str
# = An own error
class ShopError(Exception):
    def __init__(self, message, code):  #: message: str; code: int
        super().__init__(message)
        self.code = code


try:
    raise ShopError("closed", 3)
except ShopError as error:  #: error: ShopError
    code = error.code  #: int
# = An own error with a method
class ParseError(Exception):
    line = 1

    def where(self):
        return f"line {self.line}"


try:
    raise ParseError
except ParseError as error:  #: error: ParseError
    where = error.where()  #: str
    line = error.line  #: int
# = Several classes
try:
    int("a")
except (ValueError, KeyError) as error:  #: error: KeyError | ValueError
    name = type(error).__name__  #: str
# = Several handlers
def parse(text):
    try:
        return int(text)
    except ValueError as error:  #: error: ValueError
        return len(error.args)
    except TypeError:
        return None


number = parse("a")  #: int | None
# = Chained by from
class LoadError(Exception):
    pass


try:
    try:
        int("a")
    except ValueError as error:
        raise LoadError("bad") from error
except LoadError as outer:  #: outer: LoadError
    cause = outer.__cause__  #: BaseException | None or ValueError or BaseException
    context = outer.__context__  #: BaseException | None or ValueError or BaseException
# = The cause is tested
try:
    try:
        int("a")
    except ValueError as error:
        raise RuntimeError from error
except RuntimeError as outer:
    cause = outer.__cause__
    if isinstance(cause, ValueError):
        inner = cause  #: ValueError
        arguments = len(cause.args)  #: int
# = A base class is caught
class Base(Exception):
    code = 1


class Child(Base):
    code = 2


try:
    raise Child
except Base as error:  #: error: Base
    code = error.code  #: int
# = A tuple of classes by name
ERRORS = (ValueError, TypeError)
try:
    int("a")
except ERRORS as error:  #: error: TypeError | ValueError
    text = str(error)  #: str
# = Kept for later
failure = None
try:
    int("a")
except ValueError as error:
    failure = error  #: ValueError
kept = failure  #: ValueError | None
# = Collected errors
errors = []
for text in ["1", "a"]:
    try:
        int(text)
    except ValueError as error:
        errors.append(error)
count = len(errors)  #: int
first = errors[0]  #: ValueError
# = An error that is returned
def attempt(text):
    try:
        return int(text), None
    except ValueError as error:
        return None, error


value, problem = attempt("a")  #: value: int | None; problem: ValueError | None
# = Else and finally
def read(text):
    done = False
    try:
        number = int(text)
    except ValueError:
        result = "bad"  #: str
    else:
        result = number * 2  #: int
    finally:
        done = True  #: bool
    return result


value = read("1")  #: int | str
# = A name after try
try:
    value = int("3")
except ValueError:
    value = 0.5
result = value  #: float or float | int
# = Reraised
def check(text):
    try:
        return int(text)
    except ValueError:
        raise


number = check("3")  #: int
# = Returned in finally
def close(text):
    try:
        size = len(text)  #: int
    finally:
        state = "closed"  #: str
    return size, state


size, state = close("a")  #: size: int; state: str
# = Stop iteration
def run():
    yield 1
    return "end"


steps = run()
try:
    while True:
        step = next(steps)  #: int
except StopIteration as stop:  #: stop: StopIteration
    value = stop.value  #: str or typing.Any
# = A decoding error
try:
    b"\xff".decode("utf-8")
except UnicodeDecodeError as error:
    start = error.start  #: int
    reason = error.reason  #: str
    data = error.object  #: bytes
# = A key error
try:
    {}["a"]
except KeyError as error:  #: error: KeyError
    arguments = error.args
    count = len(arguments)  #: int
# = A JSON error
import json

try:
    json.loads("{")
except json.JSONDecodeError as error:  #: error: json.JSONDecodeError
    line = error.lineno  #: int
    message = error.msg  #: str
# = A system exit
import sys

try:
    sys.exit(3)
except SystemExit as stop:  #: stop: SystemExit
    code = stop.code  #: int or int | str | None
# = A called process
import subprocess
import sys

try:
    raise subprocess.CalledProcessError(2, ["a"])
except subprocess.CalledProcessError as error:  #: error: subprocess.CalledProcessError
    code = error.returncode  #: int
# = An import error
try:
    import not_there_at_all
except ImportError as error:
    name = error.name  #: str or str | None
    text = error.msg  #: str
# = An own error with a cause
class WrapError(Exception):
    def __init__(self, inner):
        super().__init__(str(inner))
        self.inner = inner


try:
    try:
        int("a")
    except ValueError as error:
        raise WrapError(error)
except WrapError as error:
    inner = error.inner  #: ValueError
    text = str(error.inner)  #: str
# = A hierarchy with an initializer
class AppError(Exception):
    def __init__(self, message, status=500):
        super().__init__(message)
        self.message = message
        self.status = status


class MissingError(AppError):
    def __init__(self, name):
        super().__init__(f"{name} is missing", 404)
        self.name = name


try:
    raise MissingError("tea")
except AppError as error:  #: error: AppError
    status = error.status  #: int
    message = error.message  #: str
# = A function that makes errors
class RangeError(Exception):
    def __init__(self, low):
        self.low = low


def out_of_range(low):
    return RangeError(low)


made = out_of_range(3)  #: RangeError
low = made.low  #: int
# = A traceback
import sys
import traceback

try:
    int("a")
except ValueError as error:
    lines = traceback.format_exception(error)  #: list[str]
    kind, value, trace = sys.exc_info()
    text = traceback.format_exc()  #: str
# = Suppressed
from contextlib import suppress

number = 0
with suppress(ValueError):
    number = int("3")  #: int
result = number  #: int
# = A group
try:
    raise ExceptionGroup("many", [ValueError("a")])
except* ValueError as group:  #: group: ExceptionGroup[ValueError]
    message = group.message  #: str
# = Notes and with_traceback
error = ValueError("a")
error.add_note("b")
again = error.with_traceback(None)  #: ValueError
shown = repr(error)  #: str
# = A default after a lookup
def price(prices, name):
    try:
        found = prices[name]  #: int
    except KeyError:
        found = 0  #: int
    return found


result = price({"a": 1}, "b")  #: int
# = An error as a value
problems = {"a": ValueError("a"), "b": KeyError("b")}
first = problems["a"]  #: ValueError
second = problems["b"]  #: KeyError
