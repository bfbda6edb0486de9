"""`match`: each pattern narrows the subject and binds its captures."""

from __future__ import annotations

import ast

from graph_extraction import dotted_name
from typilus.annotation_types import TypeExpression
from typilus.static_inference.building.branch_tests import narrow
from typilus.static_inference.building.unit import Environment, Unit
from typilus.static_inference.graph.dependency_graph import Rule, TypeNodeKind
from typilus.static_inference.graph.type_sets import class_object, type_set
from typilus.static_inference.rules import narrowing
from typilus.static_inference.rules.attributes import Member
from typilus.static_inference.rules.containers import MAPPED, PACKED, Element, Unpacked
from typilus.static_inference.rules.value_flow import JOINED

__all__ = ["match"]

_SEQUENCES = type_set(class_object(TypeExpression("collections.abc.Sequence")))


def match(unit: Unit, node: ast.Match) -> None:
    """Every case starts from the environment before, and they meet behind."""
    subject = unit.expression(node.subject)
    path = dotted_name(node.subject)
    before, reached = unit.environment, unit.reachable
    ends: list[Environment] = []
    exhausted = False
    for case in node.cases:
        unit.environment, unit.reachable = dict(before), reached
        number = _pattern(unit, case.pattern, subject)
        if path is not None:
            unit.know(path, number)
        if case.guard is not None:
            unit.expression(case.guard)
            narrow(unit, case.guard, True)
        unit.statements(case.body)
        if unit.reachable:
            ends.append(unit.environment)
        exhausted = exhausted or (case.guard is None and _takes_all(case.pattern))
    ends += [] if exhausted else [before]
    unit.reachable = bool(ends) and reached
    if ends:
        unit.environment = unit.merged(ends)


def _takes_all(pattern: ast.pattern) -> bool:
    return isinstance(pattern, ast.MatchAs) and (pattern.pattern is None or _takes_all(pattern.pattern))


def _pattern(unit: Unit, pattern: ast.pattern, subject: int) -> int:
    """Bind the captures of a pattern, and return the subject narrowed to it."""
    if isinstance(pattern, ast.MatchAs):
        number = subject if pattern.pattern is None else _pattern(unit, pattern.pattern, subject)
        if pattern.name is not None:
            unit.bind(pattern.name, number)
        return number
    if isinstance(pattern, ast.MatchOr):
        return unit.add(JOINED, [_pattern(unit, pattern_, subject) for pattern_ in pattern.patterns], pattern)
    if isinstance(pattern, ast.MatchValue):
        return _branch(unit, narrowing.EQUAL_TO, [subject, unit.expression(pattern.value)], pattern)
    if isinstance(pattern, ast.MatchSingleton):
        other = unit.expression(ast.Constant(pattern.value))
        return _branch(unit, narrowing.EQUAL_TO, [subject, other], pattern)
    if isinstance(pattern, ast.MatchClass):
        return _class(unit, pattern, subject)
    if isinstance(pattern, ast.MatchSequence):
        _sequence(unit, pattern, subject)
    elif isinstance(pattern, ast.MatchMapping):
        for pattern_ in pattern.patterns:
            _pattern(unit, pattern_, unit.add(MAPPED, [subject], pattern_))
        if pattern.rest is not None:
            unit.bind(pattern.rest, unit.unknown(pattern))
    return subject


def _branch(unit: Unit, rule: Rule, inputs: list[int], node: ast.AST) -> int:
    return unit.add(rule, inputs, node, kind=TypeNodeKind.BRANCH)


def _class(unit: Unit, pattern: ast.MatchClass, subject: int) -> int:
    number = _branch(unit, narrowing.INSTANCE_OF, [subject, unit.expression(pattern.cls)], pattern)
    for index, pattern_ in enumerate(pattern.patterns):
        # `int(value)` captures the subject itself; others by `__match_args__`, which dataclasses make of their fields.
        inner = unit.add(narrowing.Positional(index), [number], pattern_)
        _pattern(unit, pattern_, inner)
    for name, pattern_ in zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True):
        _pattern(unit, pattern_, unit.add(Member(name), [number], pattern_))
    return number


def _sequence(unit: Unit, pattern: ast.MatchSequence, subject: int) -> None:
    # What is no sequence goes on to the next case.
    subject = _branch(unit, narrowing.INSTANCE_OF, [subject, unit.constant(_SEQUENCES)], pattern)
    star = next((index for index, pattern_ in enumerate(pattern.patterns) if isinstance(pattern_, ast.MatchStar)), None)
    count = len(pattern.patterns)
    for index, pattern_ in enumerate(pattern.patterns):
        if isinstance(pattern_, ast.MatchStar):
            if pattern_.name is not None:
                unit.bind(
                    pattern_.name, unit.add(PACKED, [unit.add(Element(is_async=False), [subject], pattern_)], pattern_)
                )
            continue
        where = index if star is None or index < star else index - count
        _pattern(unit, pattern_, unit.add(Unpacked(where, count, is_star=False), [subject], pattern_))
