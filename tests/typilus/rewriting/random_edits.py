"""Random types at every symbol of a file, and an independent way back from the result to the original."""

from __future__ import annotations

import ast
import io
import random
import re
import tokenize
from collections import Counter
from collections.abc import Iterable, Sequence

from graph_extraction import SourceError, Symbol, SymbolKind, extract, parse_source
from typilus.rewriting import AnnotatedSource, AnnotationEdit

TYPES = (
    "int",
    "str | None",
    "list[int]",
    "dict[str, list[int]]",
    "collections.abc.Callable[..., int] | None",
    "collections.abc.Iterable[str]",
    "collections.OrderedDict[str, int]",
    "decimal.Decimal",
    "pathlib.Path | str",
    "threading.Lock | None",
    "xml.etree.ElementTree.Element",
    "typing.Any",
    "typing.Literal['a', 'b']",
    "tuple[int, ...] | None",
    "type[BaseException]",
    "re.Pattern[str]",
)

BUILT_IN = ("int", "str", "bytes", "bool", "float", "object", "Exception", "range", "slice")
STANDARD = (
    "argparse.Namespace", "ast.AST", "asyncio.Queue", "collections.OrderedDict", "collections.abc.Sized",
    "concurrent.futures.Executor", "datetime.datetime", "decimal.Decimal", "email.message.Message", "enum.Enum",
    "fractions.Fraction", "io.StringIO", "json.JSONDecoder", "logging.Logger", "os.PathLike", "pathlib.Path",
    "random.Random", "re.Match", "signal.Signals", "socket.socket", "sqlite3.Connection", "string.Template",
    "threading.Lock", "types.ModuleType", "typing.Any", "unittest.mock.Mock", "uuid.UUID", "xml.dom.minidom.Element",
)  # fmt: skip
ABSENT = ("homeassistant.core.HomeAssistant", "os.Nonsense", "_typeshed.SupportsRead", "None", "typing.NoReturn")
SHAPES = (
    "{}", "{}", "{}", "{} | None", "{} | {}", "list[{}]", "dict[str, {}]", "tuple[{}, ...]", "tuple[{}, {}]",
    "type[{}]", "set[{}] | None", "dict[{}, list[{}]]", "collections.abc.Callable[[{}], {}]",
    "collections.abc.Iterator[{}]", "collections.defaultdict[str, {}]", "typing.Literal['a', 1]",
)  # fmt: skip

_EMPTY_GUARD = re.compile(
    r"(?<![^\r\n\0])if (?:\w+\.)?TYPE_CHECKING:(?:\r\n|\r|\n)(?=(?:\0|[ \t]*(?:\r\n|\r|\n))*(?:[ \t]*\Z|[^ \t\r\n\0]))"
)


def random_edits(data: bytes, path: str, seed: int) -> list[AnnotationEdit]:
    """A random type for every symbol; none for a file that cannot be read."""
    try:
        graph = extract(parse_source(data, path))
    except SourceError:
        return []
    chosen = random.Random(seed)
    return [AnnotationEdit.for_symbol(symbol, chosen.choice(TYPES)) for symbol in graph.symbols]


def plausible_edits(symbols: Iterable[Symbol], seed: int, classes: Sequence[str]) -> list[AnnotationEdit]:
    """A random type as a network might give it for every symbol: built in, imported, generic, of the project.

    Args:
        symbols: of one file.
        seed: of the choice.
        classes: canonical names of the project's.
    """
    chosen = random.Random(seed)
    pools = [BUILT_IN, STANDARD, classes or STANDARD]

    def atom() -> str:
        return chosen.choice(chosen.choice(pools))

    def one(symbol: Symbol) -> str:
        if chosen.random() < 0.03:
            return chosen.choice(ABSENT)
        if symbol.kind is SymbolKind.RETURN and chosen.random() < 0.2:
            return "None"
        return re.sub(r"\{\}", lambda _: atom(), chosen.choice(SHAPES))

    return [AnnotationEdit.for_symbol(symbol, one(symbol)) for symbol in symbols]


def undo(result: AnnotatedSource) -> bytes:
    """The original's bytes, from the result's alone: what was applied and the imports are cut out again.

    Knows nothing of how they got there; blank lines around the imports are left to `squeeze`.
    """
    text = result.after.decode(result.encoding).removeprefix("\ufeff")
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    lines = [text[a:b].rstrip("\r\n") for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    def span(node: ast.expr) -> slice:
        return slice(offset(node.lineno, node.col_offset), offset(node.end_lineno or 0, node.end_col_offset or 0))

    tree = ast.parse("\n".join(lines))
    wanted = sorted((edit.edit.name, edit.text) for edit in result.applied)
    shift = len(starts) - 1 - len(re.findall(r"\r\n|\r|\n", result.before.decode(result.encoding)))
    lines_of = {(edit.edit.name, edit.text, edit.edit.line + shift) for edit in result.applied}
    written: Counter[tuple[str | None, str]] = Counter()
    for node in ast.walk(tree):
        name, annotation = _annotated(node)
        if annotation is not None:
            written[name, text[span(annotation)]] += 1
    cuts: list[tuple[int, int, str]] = []
    for node in ast.walk(tree):
        name, annotation = _annotated(node)
        if annotation is None or name is None:
            continue
        start, end = span(annotation).start, span(annotation).stop
        key = (name, text[start:end])
        # The same may be written elsewhere: then the line tells, below the added imports at least.
        if key in wanted and (written[key] == wanted.count(key) or (*key, getattr(node, "lineno", 0)) in lines_of):
            wanted.remove(key)
            mark = re.search(r"(: | -> )$", text[:start])
            assert mark is not None, f"{name}: {text[start - 9 : end]!r}"
            spaces = re.match(" = " if isinstance(node, ast.arg) else "$.", text[end:])
            cuts.append((mark.start(), end + (3 if spaces else 0), "=" if spaces else ""))
    assert not wanted, f"applied, but not found: {wanted}"
    for start, end, text_between in sorted(cuts, reverse=True):
        text = text[:start] + text_between + text[end:]
    mark_bytes = b"\xef\xbb\xbf" if result.after.startswith(b"\xef\xbb\xbf") else b""
    return mark_bytes + _without_imports(text, result.imports).encode(result.encoding)


def squeeze(data: bytes) -> bytes:
    """Bytes of a file without blank lines, and without spaces around an equals sign."""
    lines = (line for line in re.split(rb"(?<=\n)|(?<=\r)(?!\n)|\0", data))
    return re.sub(rb" ?= ?", b"=", b"".join(line for line in lines if line.strip(b" \t\r\n"))).rstrip(b"\r\n")


def comments(data: bytes) -> list[str]:
    """All comments of a file."""
    return [token.string for token in tokenize.tokenize(io.BytesIO(data).readline) if token.type == tokenize.COMMENT]


def _annotated(node: ast.AST) -> tuple[str | None, ast.expr | None]:
    if isinstance(node, ast.arg):
        return node.arg, node.annotation
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return node.name, node.returns
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        return getattr(node.target, "id", getattr(node.target, "attr", None)), node.annotation
    return None, None


def _without_imports(text: str, imports: tuple[str, ...]) -> str:
    for statement in imports:
        found = re.search(rf"(?<![^\r\n\0])[ \t]*{re.escape(statement)}[ \t]*(?:\r\n|\r|\n|\Z)", text)
        if found is not None:
            text = _cut(text, found)
        elif f"{statement}; " in text:
            text = text.replace(f"{statement}; ", "", 1)
        else:
            text = _without_names(text, statement)
    return _EMPTY_GUARD.sub("\0", text, count=1)


def _without_names(text: str, statement: str) -> str:
    """The text without names that joined a statement which was there already."""
    module, _, names = statement.removeprefix("from ").partition(" import ")
    for name in names.split(", "):
        blocks = re.compile(rf"from {re.escape(module)} import (?:\([^)]*\)|[^(\r\n;]+)")
        for block in blocks.finditer(text):
            short, number = re.subn(rf"(?<![\w.]){name}\b,[ \t]*(?:[\r\n]+[ \t]*)?(?=\w)", "", block[0], count=1)
            if not number:
                short, number = re.subn(rf",\s*{name}\b(?![ \t]+as)", "", block[0], count=1)
            if number:
                text = text[: block.start()] + short + text[block.end() :]
                break
        else:
            raise AssertionError(f"{name} of {module} was not imported")
    return text


def _cut(text: str, found: re.Match[str]) -> str:
    """The text without a match; a null keeps a `\\r` before it and a newline behind it apart."""
    return f"{text[: found.start()]}\0{text[found.end() :]}"
