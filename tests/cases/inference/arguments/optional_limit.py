#: first_lines(): list[str]
#: first_lines.text: str
#: first_lines.limit: int | None
#: first_lines.lines: list[str]
#: poem: str
#: head: list[str]
#: whole: list[str]

def first_lines(text, limit=None):
    lines = text.splitlines()
    if limit is not None:
        lines = lines[:limit]
    return lines


poem = "roses\nviolets\nsugar"
head = first_lines(poem, 2)
whole = first_lines(poem)
