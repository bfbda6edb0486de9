"""Generated files of any size, one family for each construct that a file may hold thousands of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

__all__ = ["FAMILIES", "HUGE_FILES", "Family"]

Family = Callable[[int], str]


def _lines(template: str, count: int) -> str:
    """The template once for each number, `#` standing for the number."""
    return "".join(template.replace("#", str(number)) + "\n" for number in range(count))


def _repeated(template: str) -> Family:
    return lambda count: _lines(template, count)


def _inside(head: str, template: str, tail: str = "") -> Family:
    """A block that holds the template again and again."""
    return lambda count: head + "\n" + _lines("    " + template.replace("\n", "\n    "), count) + tail


def _joined(head: str, template: str, separator: str, tail: str) -> Family:
    """One line with many operands."""
    return lambda count: head + separator.join(_numbered(template, count)) + tail + "\n"


def _numbered(template: str, count: int) -> Iterable[str]:
    return (template.replace("#", str(number)) for number in range(count))


def _branches(count: int) -> str:
    head = "def choose(value):\n    if value == 'first':\n        result = 0\n"
    return head + _lines("    elif value == 'case_#':\n        result = #", count) + "    return result\n"


def _chain_of_classes(count: int) -> str:
    links = _lines("class Link#(Link%):\n    def method_#(self):\n        return self.size_#", count).split("%")
    return (
        "class Link:\n    size = 1\n\n"
        + "".join(part + (str(number - 1) if number else "") for number, part in enumerate(links[:-1]))
        + links[-1]
    )


def _nested_blocks(count: int) -> str:
    depth = min(count, 90)
    tower = "".join("    " * level + f"if value > {level}:\n" for level in range(1, depth))
    return _lines("def nested_#(value):\n" + tower + "    " * depth + "return value", max(1, count // depth))


def _too_many_levels(count: int) -> str:
    return (
        "def deep(value):\n"
        + "".join(" " * (level + 1) + "if value:\n" for level in range(count))
        + " " * (count + 1)
        + "pass\n"
    )


def _notebook(count: int) -> str:
    cell: dict[str, object] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [
        {**cell, "source": [f"value_{number} = load({number})\n", f"print(value_{number})"]} for number in range(count)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _docstring(count: int) -> str:
    parameters = _lines("    value_# : int\n        The value number #.", count)
    arguments = ", ".join(_numbered("value_#", min(count, 200)))
    docstring = f'"""Do it.\n\n    Parameters\n    ----------\n{parameters}    """'
    return f"def documented({arguments}):\n    {docstring}\n    return value_0\n"


def _recursion(count: int) -> str:
    return "".join(
        f"def call_{number}(value):\n    return call_{(number + 1) % count}(value)\n\n" for number in range(count)
    )


def _classes_in_a_circle(count: int) -> str:
    return "".join(
        f"class Part{number}:\n    def follow(self):\n        return Part{(number + 1) % count}()\n\n"
        for number in range(count)
    )


def _overloads(count: int) -> str:
    each = "@overload\ndef convert(value: 'Kind#') -> int: ..."
    return "from typing import overload\n" + _lines(each, count) + "def convert(value):\n    return value\n"


def _comprehensions(count: int) -> str:
    tower = "[0]"
    for level in range(12):
        tower = f"[item_{level} for item_{level} in {tower}]"
    return _lines("rows_# = " + tower, max(1, count // 12))


FAMILIES: Mapping[str, Family] = {
    "assignments of a module": _repeated("value_# = #"),
    "assignments of a function": _inside("def run():", "value_# = #"),
    "assignments of one name": _repeated("value = load(#)"),
    "chained assignments": _inside("def run(value_):", "value_# = value_"),
    "a chain of values": _inside("def run(value):", "value = value + #"),
    "attributes of self": _inside("class Store:\n  def __init__(self, source):", "self.value_# = source.value_#"),
    "attributes of a module": _repeated("config.value_# = #"),
    "uses of one name": _inside("def run(value):", "print(value)"),
    "uses of one attribute": _inside("class Store:\n  def run(self):", "self.total += self.read(#)"),
    "one long line": lambda count: "values = [" + "1, " * count + "]\n",
    "one line with semicolons": lambda count: "; ".join(_numbered("value_# = #", count)) + "\n",
    "imports": _repeated("import module_#"),
    "imports of names": _repeated("from module_# import Name_#"),
    "star imports": _repeated("from module_# import *"),
    "one import of many names": _joined("from module import (", "Name_#", ", ", ")"),
    "classes in a chain": _chain_of_classes,
    "classes in a circle": _classes_in_a_circle,
    "classes": _repeated("class Part#:\n    size = #\n    def method(self):\n        return self.size"),
    "subclasses of one class": lambda count: (
        "class Base:\n    def run(self, value):\n        return 1\n\n"
        + _lines("class Part#(Base):\n    def run(self, value):\n        return #", count)
    ),
    "bases of one class": lambda count: (
        _lines("class Base#: pass", count)
        + _joined("class All(", "Base#", ", ", "):\n    def run(self): return self.value")(count)
    ),
    "match cases": lambda count: (
        "def choose(value):\n    match value:\n"
        + _lines("        case ['case_#', name]:\n            result = name", count)
        + "    return result\n"
    ),
    "match literals": lambda count: (
        "def choose(value):\n    match value:\n"
        + _lines("        case #:\n            result = #", count)
        + "    return result\n"
    ),
    "try statements": _inside("def run():", "try:\n    value = load(#)\nexcept ValueError as error:\n    print(error)"),
    "try statements of a module": _repeated("try:\n    import module_#\nexcept ImportError:\n    module_# = None"),
    "except clauses": lambda count: (
        "def run():\n    try:\n        value = load()\n"
        + _lines("    except Error#:\n        value = #", count)
        + "    return value\n"
    ),
    "finally clauses": _inside("def run():", "try:\n    value = load(#)\nfinally:\n    close(#)"),
    "definitions of one name": _repeated("def run(value):\n    return #"),
    "classes of one name": _repeated("class Part:\n    def run(self, value):\n        return #"),
    "methods of one name": _inside("class Store:", "def run(self, value):\n    return #"),
    "overloads": _overloads,
    "a notebook": _notebook,
    "nested blocks": _nested_blocks,
    "branches": _branches,
    "conditions": _inside("def run(value):", "if value == #:\n    result = #"),
    "functions": _repeated("def function_#(value):\n    return value + #"),
    "functions that call one another": _recursion,
    "functions of a function": _inside("def outer():", "def inner_#(value):\n    return value + #"),
    "methods": _inside("class Store:", "def method_#(self, value):\n    return value + self.field_#"),
    "lambdas": _repeated("function_# = lambda value: value + #"),
    "parameters": lambda count: "def run(" + ", ".join(_numbered("value_#", count)) + "):\n    return value_0\n",
    "parameters with defaults": lambda count: (
        "def run(" + ", ".join(_numbered("value_#=#", count)) + "):\n    return value_0\n"
    ),
    "arguments": lambda count: (
        "def run(*values):\n    return values\n\nrun(" + ", ".join(_numbered("#", count)) + ")\n"
    ),
    "keyword arguments": lambda count: (
        "def run(**values):\n    return values\n\nrun(" + ", ".join(_numbered("value_#=#", count)) + ")\n"
    ),
    "calls of one function": lambda count: "def run(value):\n    return value\n\n" + _lines("result_# = run(#)", count),
    "calls of one constructor": lambda count: (
        "class Part:\n    def __init__(self, value):\n        self.value = value\n\n"
        + _lines("result_# = Part(#)", count)
    ),
    "conjunctions": _joined("def run(value_0):\n    return ", "value_0", " and ", ""),
    "additions": _joined("def run(value):\n    return ", "value", " + ", ""),
    "comparisons": _joined("def run(value):\n    return ", "value", " < ", ""),
    "a dict display": _joined("values = {", "'key_#': #", ", ", "}"),
    "a dict of dicts": _joined("values = {", "'key_#': {'name': 'item', 'size': #}", ", ", "}"),
    "a list of tuples": _joined("values = [", "(#, 'name_#', None)", ", ", "]"),
    "a set display": _joined("values = {", "'key_#'", ", ", "}"),
    "list of names": _joined("__all__ = [", "'name_#'", ", ", "]"),
    "attribute chain": _joined("def run(a):\n    return a.", "b", ".", ""),
    "call chain": _joined("def run(a):\n    return a.", "b()", ".", ""),
    "subscript chain": lambda count: "def run(a):\n    return a" + "[0]" * count + "\n",
    "attribute chains": _repeated("value_# = a" + ".b" * 100),
    "decorators": lambda count: _lines("@decorate(#)", count) + "def run(value):\n    return value\n",
    "global statements": _inside("def run():", "global value_#\nvalue_# = #"),
    "global statements of functions": _repeated("def run_#():\n    global value_#\n    value_# = #"),
    "one formatted string": lambda count: "def run(value):\n    return f'" + "{value} text " * count + "'\n",
    "formatted strings": _repeated("text_# = f'{load(#)} of {name!r:>{width}}'"),
    "one text": lambda count: 'text = """' + _lines("line # of a text", count) + '"""\n',
    "comments": lambda count: "# A comment.\n" * count,
    "blank lines": lambda count: "value = 1\n" + "\n" * count,
    "with items": _joined("def run():\n    with ", "open('file') as file_#", ", ", ":\n        pass"),
    "with statements": _inside("def run():", "with open('file_#') as file:\n    text = file.read()"),
    "docstring": _docstring,
    "docstrings": _repeated(
        'def run_#(value):\n    """Run.\n\n    Args:\n        value (int): what is run.\n    """\n    return value'
    ),
    "returns": _inside("def run(value):", "if value == #:\n    return #"),
    "yields": _inside("def run(value):", "yield value.item_#"),
    "raises": _inside("def run(value):", "if value == #:\n    raise Error#(value)"),
    "isinstance checks": _inside("def run(value):", "if isinstance(value, Part#):\n    return value.name_#"),
    "a union of isinstance checks": _joined(
        "def run(value):\n    if ", "isinstance(value, Part#)", " or ", ":\n        return value"
    ),
    "one isinstance of many": _joined(
        "def run(value):\n    if isinstance(value, (", "Part#", ", ", ")):\n        return value"
    ),
    "one union": lambda count: "value: Union[" + ", ".join(_numbered("Part#", count)) + "] = load()\nother = value\n",
    "annotated functions": _repeated("def function_#(value: int) -> str:\n    return str(value)"),
    "comprehension towers": _comprehensions,
    "comprehensions": _repeated("rows_# = [item * # for item in rows if item]"),
    "loops": _inside("def run(values):", "for value_# in values:\n    print(value_#)"),
    "loops over one name": _inside("def run(values):", "for value in values:\n    total = total + value"),
    "one loop": _inside("def run(values):\n  for value in values:", "value_# = value\nif value_#:\n    continue"),
    "whiles": _inside("def run(value):", "while value:\n    value = value.next"),
    "breaks": lambda count: (
        "def run(values):\n    for value in values:\n" + _lines("        if value == #:\n            break", count)
    ),
    "unpackings": _inside("def run(values):", "first_#, second_# = values"),
    "one unpacking": _joined("", "value_#", ", ", " = values"),
    "deletions": _inside("def run(values):", "value_# = 1\ndel value_#"),
    "subscript assignments": _inside("def run(values):", "values['key_#'] = #"),
    "appends": _inside("def run():\n    values = []", "values.append(#)"),
    "assertions": _inside("def run(value):", "assert isinstance(value, Part#)"),
    "walruses": _inside("def run(values):", "if (value_# := values.get(#)):\n    print(value_#)"),
    "awaits": _inside("async def run(value):", "value_# = await load(#)"),
    "type comments": lambda count: "".join(f"value_{number} = []  # type: list[int]\n" for number in range(count)),
}
"""A family by name: from a size to the text of a file (a notebook's: JSON) that grows with it linearly."""

HUGE_FILES: Mapping[str, tuple[Family, int]] = {
    "200,000 assignments": (FAMILIES["assignments of a module"], 200_000),
    "200,000 assignments inside": (FAMILIES["assignments of a function"], 200_000),
    "50,000 attributes": (FAMILIES["attributes of self"], 50_000),
    "a line of 10 MB": (FAMILIES["one long line"], 3_400_000),
    "a line of 10 MB, semicolons": (FAMILIES["one line with semicolons"], 420_000),
    "just below the lexemes' limit": (FAMILIES["assignments of a module"], 160_000),
    "3,000 classes in a chain": (FAMILIES["classes in a chain"], 3_000),
    "50,000 imports": (FAMILIES["imports"], 50_000),
    "20,000 match cases": (FAMILIES["match cases"], 20_000),
    "6,000 try statements": (FAMILIES["try statements"], 6_000),
    "6,000 definitions of one name": (FAMILIES["definitions of one name"], 6_000),
    "6,000 cells": (FAMILIES["a notebook"], 6_000),
    "5,000 nested blocks": (_too_many_levels, 5_000),
    "6,400 symbols": (FAMILIES["assignments of a module"], 6_400),
    "3,200 functions": (FAMILIES["functions"], 3_200),
    "6,000 branches": (FAMILIES["branches"], 6_000),
}
"""What a file was seen to hold that took minutes, or gigabytes; generator and size."""
