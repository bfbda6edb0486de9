"""Attributes that count."""


class Progress:
    def __init__(self, total_seconds: float) -> None:
        self.total_seconds: float = total_seconds
        self.num_files: float = 0  # wrong: int
        self.num_errors: float = 0  # wrong: int
        self.line_count: float = 0  # wrong: int

    def add_file(self, lines: list[str], failed: bool) -> None:
        self.num_files += 1
        self.line_count += len(lines)
        if failed:
            self.num_errors += 1

    def files_per_second(self) -> float:
        return self.num_files / self.total_seconds

    def bar(self) -> str:
        return "#" * self.num_files + "!" * self.num_errors
