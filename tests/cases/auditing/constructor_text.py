"""A constructor that is said to give a text."""


class Label:
    def __init__(self, text: str, width: int = 80) -> str:  # wrong: return None
        self.text = text
        self.width = width

    def __str__(self) -> str:
        return self.text[: self.width]
