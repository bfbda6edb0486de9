from .style import underline


def build(title: str) -> list[str]:
    return [title, underline(title)]
