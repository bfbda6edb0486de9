def scale(
    self,
    factor,  # type: float
    *rest,  # type: int
):
    # type: (...) -> bool
    x = []  # type: list[int]
    for i, (j, k) in rest:  # type: int, (str, bytes)
        pass
    with factor as f:  # type: IO[str]
        pass
    return x  # type: ignore


class A:
    def method(self, a, *b, **c):
        # type: (int, *str, **bool) -> None
        self.z = a  # type: int
