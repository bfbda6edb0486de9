#: render(): str
#: render.text: str
#: render.bold: bool
#: render.color: str
#: render.style: str
#: plain: str
#: strong: functools.partial[str]
#: shown: str

import functools


def render(text, *, bold=False, color="black"):
    style = color + ("+bold" if bold else "")
    return f"{style}:{text}"


plain = render("hello")
strong = functools.partial(render, bold=True)
shown = strong("hi")
