"""The flow of control through each construct of Python, for the last uses of symbols."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from graph_extraction.control_flow import branches, definition_flow, exceptions, loops, patterns
from graph_extraction.control_flow.flow import ControlFlow, Parts

__all__ = ["HANDLERS", "ControlFlow", "Parts"]

# What a syntax class hands out to be evaluated next: parts in their order, or an iterator that forks and joins the
# state between them.
HANDLERS: dict[type[ast.AST], Callable[[ControlFlow, Any], Parts | list[Any] | None]] = {
    ast.AnnAssign: definition_flow.annotated,
    ast.Assert: branches.assertion,
    ast.AsyncFor: loops.for_loop,
    ast.AsyncFunctionDef: definition_flow.function,
    ast.AsyncWith: exceptions.with_statement,
    ast.BoolOp: branches.boolean,
    ast.Break: branches.break_statement,
    ast.ClassDef: definition_flow.class_statement,
    ast.Compare: branches.comparison,
    ast.Continue: branches.continue_statement,
    ast.Dict: definition_flow.mapping,
    ast.DictComp: loops.comprehension,
    ast.For: loops.for_loop,
    ast.FunctionDef: definition_flow.function,
    ast.GeneratorExp: loops.comprehension,
    ast.If: branches.if_statement,
    ast.IfExp: branches.conditional,
    ast.Lambda: definition_flow.lambda_expression,
    ast.ListComp: loops.comprehension,
    ast.Match: patterns.match_statement,
    ast.MatchAs: definition_flow.capture,
    ast.MatchMapping: definition_flow.capture,
    ast.MatchOr: patterns.alternatives,
    ast.Raise: branches.raise_statement,
    ast.Return: branches.return_statement,
    ast.SetComp: loops.comprehension,
    ast.Try: exceptions.try_statement,
    ast.While: loops.while_loop,
    ast.With: exceptions.with_statement,
}
if hasattr(ast, "TryStar"):
    HANDLERS[ast.TryStar] = exceptions.try_statement
