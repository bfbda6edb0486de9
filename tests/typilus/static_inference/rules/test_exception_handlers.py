"""`except ... as error`."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("caught", "kind"),
    [
        ("far.FarError", "far.FarError"),
        ("(far.FarError, OtherError)", "far.FarError | far.OtherError"),
        ("(OtherError, ValueError)", "ValueError | far.OtherError"),
        ("chosen", "far.FarError?"),
        ("far.ERRORS", None),
    ],
)
def test_what_a_handler_names_of_a_library_that_is_not_there_is_a_class(caught: str, kind: str | None) -> None:
    program = f"""
        import far
        from far import OtherError
        def run(chosen=far.FarError):
            try:
                pass
            except {caught} as error:
                print(error)
        """
    assert inferred(program).get("run.error") == kind
