"""A list that is collected from what is not known."""


class Parser:
    def __init__(self, separator: str = ",") -> None:
        self.separator = separator

    def fields(self, stream) -> str:  # wrong: return list
        found = []
        for line in stream:
            for part in line.split(self.separator):
                if part:
                    found.append(part)
        return found

    def first(self, stream) -> str:
        return str(next(iter(stream)))
