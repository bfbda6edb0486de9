#: area(): int
#: area.shape: tuple[str, int, int] | tuple[str, int] | tuple[str] or tuple[int | str, ...]
#: areas: list[int]

def area(shape):
    match shape:
        case ("square", side):
            return side * side
        case ("rectangle", width, height):
            return width * height
        case _:
            return 0


areas = [area(("square", 2)), area(("rectangle", 2, 3)), area(("dot",))]
