"""Small programs by chance, to compare the analysis with the enumeration of paths."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Choose = Callable[[Sequence[str]], str]

_NAMES = ("a", "b", "c")


class ProgramWriter:
    """Writes a program; every decision is asked of `choose`."""

    def __init__(self, choose: Choose, budget: int) -> None:
        self.choose = choose
        self.budget = budget
        self.lines: list[str] = []

    def program(self) -> str:
        """The text of a program of a few statements."""
        while self.budget > 0:
            self.statement(0, in_loop=False)
        return "\n".join(self.lines) + "\n"

    def name(self) -> str:
        return self.choose(_NAMES)

    def expression(self, depth: int = 0) -> str:
        form = self.choose(("name", "name", "name", "call", "and", "if", "list", "walrus", "compare", "dict", "lambda"))
        if form == "name" or depth > 1:
            return self.name()
        first, second = self.expression(depth + 1), self.expression(depth + 1)
        if form == "call":
            return f"{self.name()}({first}, {second})"
        if form == "and":
            return f"({first} and {second} or {self.name()})"
        if form == "if":
            return f"({first} if {self.name()} else {second} if {self.name()} else {self.name()})"
        if form == "list":
            return f"[{first} for {self.name()} in {second} if {self.name()}]"
        if form == "walrus":
            return f"({self.name()} := {first})"
        if form == "compare":
            return f"({first} < {second} < {self.name()})"
        if form == "dict":
            return f"{{{first}: {second} for {self.name()} in {self.name()} for {self.name()} in {self.name()}}}"
        return f"(lambda p={first}: p)({second})"

    def block(self, depth: int, in_loop: bool) -> None:
        self.statement(depth + 1, in_loop)
        if self.choose(("one", "two")) == "two":
            self.statement(depth + 1, in_loop)

    def put(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    def statement(self, depth: int, in_loop: bool) -> None:
        self.budget -= 1
        simple = ("use", "assign", "augment", "assert", "delete", "leave")
        nested = ("if", "elif", "while", "forever", "for", "try", "finally", "with", "match")
        form = self.choose(simple if depth > 3 or self.budget <= 0 else simple + nested + nested)
        if form == "leave":
            leaving = ("return", "raise", "break", "continue", "break", "continue")
            form = self.choose(leaving if in_loop else leaving[:2])
        if form in ("break", "continue"):
            self.put(depth, form)
        else:
            getattr(self, f"_{form}")(depth, in_loop)

    def _use(self, depth: int, in_loop: bool) -> None:
        self.put(depth, self.expression())

    def _assign(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"{self.name()}, {self.name()} = {self.expression()}")

    def _augment(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"{self.name()} += {self.expression()}")

    def _assert(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"assert {self.name()}, {self.name()}")

    def _delete(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"del {self.name()}")

    def _return(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"return {self.name()}")

    def _raise(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"raise {self.name()}")

    def _if(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"if {self.expression()}:")
        self.block(depth, in_loop)
        self._else(depth, in_loop)

    def _elif(self, depth: int, in_loop: bool) -> None:
        for word in ("if", "elif", "elif"):
            self.put(depth, f"{word} {self.expression()}:")
            self.block(depth, in_loop)
        self._else(depth, in_loop)

    def _else(self, depth: int, in_loop: bool) -> None:
        if self.choose(("else", "")):
            self.put(depth, "else:")
            self.block(depth, in_loop)

    def _while(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"while {self.expression()}:")
        self.block(depth, in_loop=True)
        self._else(depth, in_loop)

    def _forever(self, depth: int, in_loop: bool) -> None:
        self.put(depth, "while True:")
        self.block(depth, in_loop=True)

    def _for(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"for {self.name()} in {self.expression()}:")
        self.block(depth, in_loop=True)
        self._else(depth, in_loop)

    def _try(self, depth: int, in_loop: bool) -> None:
        self.put(depth, "try:")
        self.block(depth, in_loop)
        self.put(depth, f"except {self.name()} as {self.name()}:")
        self.block(depth, in_loop)
        if self.choose(("more", "")):
            self.put(depth, f"except {self.name()}:")
            self.block(depth, in_loop)
        self._else(depth, in_loop)
        if self.choose(("finally", "", "")):
            self.put(depth, "finally:")
            self.block(depth, in_loop)

    def _finally(self, depth: int, in_loop: bool) -> None:
        self.put(depth, "try:")
        self.block(depth, in_loop)
        self.put(depth, "finally:")
        self.block(depth, in_loop)

    def _with(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"with {self.choose(('suppress', 'open'))}({self.name()}) as {self.name()}, {self.name()}:")
        self.block(depth, in_loop)

    def _match(self, depth: int, in_loop: bool) -> None:
        self.put(depth, f"match {self.name()}:")
        for _ in self.choose(("1", "12")):
            pattern = self.choose(("class", "or", "capture", "mapping", "star"))
            a, b, c = self.name(), self.name(), self.name()
            if pattern == "class":
                pattern = f"{a}({b}, x=[{c}])" if b != c else f"{a}({b})"
            elif pattern == "or":
                pattern = f"{a}({b}) | {c}([{b}, 1])"
            elif pattern == "capture":
                pattern = f"{a}() as {b}"
            elif pattern == "mapping":
                pattern = f"{{1: {a}(), **{b}}}"
            else:
                pattern = f"[{a}(), *{b}]"
            guard = self.choose(("", f" if {self.name()}", f" if {self.expression()}"))
            self.put(depth + 1, f"case {pattern}{guard}:")
            self.block(depth + 1, in_loop)
        last = self.choose(("", "_", "capture"))
        if last:
            guard = self.choose(("", "", f" if {self.name()}")) if last == "capture" else ""
            self.put(depth + 1, f"case {self.name() if last == 'capture' else '_'}{guard}:")
            self.block(depth + 1, in_loop)
