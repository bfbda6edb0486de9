from typing import List

count: int
total: "float" = 1.5


def parse(text: str, *rest: (int), strict: bool = False, **more: List[
    int  # comment
]) -> (List[str]):
    found: List[str] = []
    bare: int; left: str = text; other: int;
    (quoted): int = 1
    return found


class Point:
    x: int
    y: int = 0

    def norm(self) -> float:
        self.cache: float = self.x * self.y
        self.bare: int
        return self.bare


class Empty:
    a: int
    b: str


if count:
    never: int
else: nothing: str
