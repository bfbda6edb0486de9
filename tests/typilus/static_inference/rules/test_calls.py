"""Calls of functions and methods, decorators, what arguments tell of parameters."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred


def test_arguments_tell_of_parameters() -> None:
    found = inferred(
        """
        def area(width, height=2.0, *names, **options):
            return width * height
        x = area(3, 2.5, "a", "b", deep=True)
        """
    )
    assert found["area.width"] == "int?"
    assert found["area.height"] == "float?"
    assert found["area.names"] == "str?"
    assert found["area.options"] == "bool?"
    assert found["area()"] == found["x"] == "float?"


def test_recursion_ends() -> None:
    found = inferred(
        """
        def factorial(n):
            return 1 if n == 0 else n * factorial(n - 1)
        def even(n):
            return True if n == 0 else odd(n - 1)
        def odd(n):
            return False if n == 0 else even(n - 1)
        def grow(items):
            return grow([items])
        x = factorial(3)
        """
    )
    assert found["x"].rstrip("?") == "int"
    assert found["even()"].rstrip("?") == "bool"


def test_generators_and_coroutines() -> None:
    found = inferred(
        """
        from contextlib import contextmanager
        def count():
            yield 1
        async def fetch():
            return "a"
        async def ticks():
            yield 1.5
        @contextmanager
        def opened():
            yield b""
        async def main():
            x = await fetch()
            async for each in ticks():
                y = each
        with opened() as z:
            pass
        """
    )
    assert found["count()"] == "collections.abc.Iterator[int]"
    assert found["fetch()"] == "str"
    assert found["ticks()"].startswith("collections.abc.AsyncGenerator[float")
    assert (found["main.x"], found["main.y"], found["z"]) == ("str", "float", "bytes")
    assert found["opened()"] == "collections.abc.Iterator[bytes]"


def test_a_decorator_that_keeps_a_function_keeps_its_type() -> None:
    found = inferred(
        """
        import functools
        @functools.lru_cache(maxsize=None)
        def one():
            return 1
        class Shop:
            @staticmethod
            def two():
                return "a"
            @classmethod
            def three(cls):
                return cls()
        x, y, z = one(), Shop.two(), Shop.three()
        """
    )
    assert found["y"] == "str"
    assert found["z"] == "Shop"


def test_functions_are_callables() -> None:
    found = inferred("def f(x):\n    return 'a'\nf(1)\ng = f\nh = lambda: 1\n")
    assert found["g"] == "collections.abc.Callable[[int], str]?"
    assert found["h"] == "collections.abc.Callable[[], int]?"


def test_overridden_methods_hand_their_annotations_down() -> None:
    found = inferred(
        """
        class Base:
            def write(self, data: bytes, flush: bool = False) -> int: ...
        class Child(Base):
            def write(self, data, flush=False):
                return len(data)
            def __exit__(self, kind, error, trace):
                pass
        """
    )
    assert found["Child.write.data"] == "bytes?"
    assert found["Child.write.flush"] == "bool?"
    assert found["Child.__exit__.error"] == "BaseException | None?"


def test_a_method_that_is_handed_over_is_that_of_its_object() -> None:
    found = inferred(
        """
        from typing import IO, Callable, TypeVar
        T = TypeVar("T")
        def run(function: Callable[..., T]) -> T: ...
        def read(file: IO[bytes]):
            return run(file.read)
        """
    )
    assert found["read()"] == "bytes"


def test_arguments_with_a_star_tell_of_parameters() -> None:
    source = """
    import sys
    def serve(path='.', port=8080, *, root=None): ...
    serve(*sys.argv[1:], root=1)
    def start(host, port=80): ...
    start(*('localhost', 80))
    def end(code, text): ...
    end(*('a', 1), text=b'')
    """
    found = inferred(source)
    assert [found[f"serve.{name}"] for name in ("path", "port", "root")] == ["str?", "int | str?", "int | None?"]
    assert (found["start.host"], found["start.port"]) == ("str?", "int?")
    assert (found["end.code"], found["end.text"]) == ("str?", "bytes?")


def test_what_nobody_knows_may_not_have_a_key() -> None:
    source = "import unseen\ndef show(port=True): return port\nshow(unseen.options.get('port'))\n"
    assert inferred(source)["show.port"] == "bool | None?"
    assert inferred(source.replace("'port'", "'/port'"))["show.port"] == "bool?"
    assert inferred(source.replace("'port'", "'port', 2"))["show.port"] == "bool?"


def test_of_several_functions_that_a_parameter_may_be_none_gets_what_another_gets() -> None:
    source = """
    def apply(function, value): return function(value)
    def only(function, value): return function(value)
    def shout(text): return text
    def double(number): return number
    def alone(word): return word
    apply(shout, "a")
    apply(double, 1)
    only(alone, "b")
    """
    found = inferred(source)
    assert "shout.text" not in found
    assert "double.number" not in found
    assert found["alone.word"] == "str?"


def test_neither_names_nor_classes_get_what_another_gets() -> None:
    source = """
    def call(function, **options): return function(**options)
    def shout(name): return name
    def double(name): return name
    call(shout, name="a")
    call(double, name=1)
    def make(kind, value): return kind(value)
    class Shop:
        def __init__(self, owner): ...
    class Till:
        def __init__(self, number): ...
    make(Shop, "Ann")
    make(Till, 3)
    def alone(kind, value): return kind(value)
    class Desk:
        def __init__(self, height): ...
    alone(Desk, 1.5)
    """
    found = inferred(source)
    assert not {"shout.name", "double.name", "Shop.__init__.owner", "Till.__init__.number"} & found.keys()
    assert found["Desk.__init__.height"] == "float?"


def test_what_is_handed_on_by_a_star_stays_in_its_place() -> None:
    source = """
    def read(name, size=1): return name
    def outer(*args): return read(*args)
    outer("a")
    """
    found = inferred(source)
    assert (found["read.name"], found["read.size"]) == ("str?", "int?")


def test_called_objects_are_handed_arguments() -> None:
    found = inferred(
        """
        class Repeat:
            def __call__(self, word, times):
                return word * times
        def main():
            repeat = Repeat()
            return repeat("a", times=2)
        """
    )
    assert found["Repeat.__call__.times"] == "int?"
    assert found["Repeat.__call__.word"] == found["main()"] == "str?"


def test_unpacked_values_of_several_kinds_tell_nothing_of_single_parameters() -> None:
    source = "def move(name, count): ...\ndef run(args: list[KIND]):\n    move(*args)\n"
    assert "move.name" not in inferred(source.replace("KIND", "int | str"))
    assert inferred(source.replace("KIND", "str"))["move.count"] == "str?"
    assert inferred(source.replace("list[KIND]", "tuple[str, int]"))["move.count"] == "int?"


def test_a_class_or_a_subclass_that_is_handed_over_is_called_alike() -> None:
    source = """
        class Account:
            def __init__(self, owner):
                self.owner = owner
        class Savings(Account): ...
        def open(owner, kind=Account):
            return kind(owner)
        open("ann")
        open("bob", Savings)
        """
    assert inferred(source)["Account.owner"] == "str?"
    assert "Account.owner" not in inferred(
        source.replace("Savings(Account): ...", "Savings:\n            def __init__(self, other): ...")
    )
