"""`except ... as error`."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred


def test_handlers_bind_objects_of_the_named_classes() -> None:
    found = inferred(
        """
        try:
            pass
        except (ValueError, KeyError) as error:
            x = error
        except OSError as error:
            y = error.errno
        """
    )
    assert found["x"] == "KeyError | ValueError"
    assert found["y"] == "int | None"
