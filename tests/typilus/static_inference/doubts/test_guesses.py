"""What is no better than a guess."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred


def test_what_is_handed_on_and_mostly_unknown_tells_nothing() -> None:
    source = """
    class Pen: ...
    def draw(pen): return paint(pen)
    def paint(pen): return pen.color
    def main(a):
        draw(Pen())
        draw(a.pen)
        draw(a.other)
    """
    assert "paint.pen" not in inferred(source)
    assert inferred(source.replace("draw(a.other)", "draw(Pen())"))["paint.pen"] == "Pen?"


def test_what_nobody_is_sure_of_is_a_guess_beside_what_nothing_is_known_of() -> None:
    source = """
    class Pen: ...
    class Desk:
        def __init__(self, pen):
            self.pen = Pen() if pen else pen.other()
    def draw(pen): return pen
    def main(a):
        draw(Desk(a).pen)
    """
    assert inferred(source)["draw.pen"] == "Pen?"
    assert "draw.pen" not in inferred(source.replace("draw(Desk(a).pen)", "draw(Desk(a).pen); draw(a.pen())"))


def test_what_arguments_with_a_star_may_be_does_not_count() -> None:
    found = inferred("class Pen: ...\ndef draw(pen): return pen\ndef main(*a):\n    draw(*a)\n    draw(Pen())\n")
    assert found["draw.pen"] == "Pen?"


def test_a_container_that_is_filled_elsewhere_with_what_nothing_is_known_of() -> None:
    source = """
    import a
    def found():
        names = {'x': 1}
        names['y'] = a.name()
        names['z'] = a.other()
        return names
    def show(names=None): return names
    show(names=found())
    """
    assert "show.names" not in inferred(source)
    sure = source.replace("a.name()", "len('')").replace("a.other()", "len('')")
    assert inferred(sure)["show.names"] == "dict[str, int] | None?"
