"""One method and what overrides it."""


class Canvas:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []

    def resize(self, num_rows: float, num_columns: float) -> None:  # wrong: num_rows int, num_columns int
        self.rows = [[" "] * num_columns for _ in range(num_rows)]


class ShadedCanvas(Canvas):
    def resize(self, num_rows: float, num_columns: float) -> None:  # wrong: num_rows int, num_columns int
        self.rows = [["."] * num_columns for _ in range(num_rows)]


class FramedCanvas(Canvas):
    def resize(self, num_rows: float, num_columns: float) -> None:  # wrong: num_rows int, num_columns int
        super().resize(num_rows + 2, num_columns + 2)
        self.rows[0] = ["-"] * (num_columns + 2)
        self.rows[num_rows + 1] = ["-"] * (num_columns + 2)
