"""What runs where functions, lambdas and classes are defined, and what waits."""

from __future__ import annotations

from tests.graph_extraction.control_flow.uses import next_lines


def test_a_body_runs_on_its_own_and_decorators_and_defaults_where_they_stand() -> None:
    text = """
        xx = 1
        @decorate(
            xx)
        def f(a=(
            xx)):
            return [
                xx]
        xx
    """
    assert next_lines(text, "xx") == {(1, 3), (3, 5), (5, 8)}


def test_a_lambda_waits_and_its_defaults_do_not() -> None:
    text = """
        xx = 1
        f = lambda a=(
            xx): (
            xx)
        xx
    """
    assert next_lines(text, "xx") == {(1, 3), (3, 5)}


def test_a_class_body_runs_where_it_stands() -> None:
    text = """
        xx = 1
        class A(
            xx):
            a = (
                xx)
        xx
    """
    assert next_lines(text, "xx") == {(1, 3), (3, 5), (5, 6)}


def test_a_parameter_is_the_first_use_in_its_body() -> None:
    text = """
        def f(a, *args,
              xx,
              **kwargs):
            if a:
                return xx
            return [
                xx]
    """
    assert next_lines(text, "xx") == {(2, 5), (2, 7)}


def test_keys_come_before_their_values_in_turn() -> None:
    text = """
        {
            xx:
            xx,
            **
            xx,
            xx:
            1}
    """
    assert next_lines(text, "xx") == {(2, 3), (3, 5), (5, 6)}


def test_a_bare_declaration_is_no_use() -> None:
    text = """
        xx = 1
        a: int
        xx
    """
    assert next_lines(text, "xx") == {(1, 3)}


def test_a_value_is_evaluated_before_its_annotated_target() -> None:
    text = """
        xx = 1
        a[
            xx]: int = (
            xx)
    """
    assert next_lines(text, "xx") == {(1, 4), (4, 3)}


def test_a_capture_binds_after_its_pattern() -> None:
    text = """
        match a:
            case {"a": [
                    1,
                    2] as
                    xx}:
                xx
        xx
    """
    assert next_lines(text, "xx") == {(5, 6), (5, 7), (6, 7)}
