"""Files whose text can be written back as it was, but for what is changed on purpose."""

from __future__ import annotations

from graph_extraction import RUNNING_GRAMMAR, SourceDocument, normalize
from typilus.errors import RewriteError

__all__ = ["require_rewritable"]


def require_rewritable(document: SourceDocument) -> None:
    """Refuse a file that cannot be written back byte for byte.

    Raises:
        RewriteError: It is no source file of Python 3, or its text in its encoding does not give its bytes.
    """
    path = document.path
    if path.endswith(".ipynb"):
        raise RewriteError(f"{path}: is a notebook; export it as a Python file first")
    if document.grammar != RUNNING_GRAMMAR:
        raise RewriteError(f"{path}: is Python {document.grammar}, which has no annotations")
    encoding = document.encoding
    try:
        is_exact = document.encode(document.exact_text) == document.data
    except (UnicodeEncodeError, LookupError) as error:
        reason = f"declares the encoding {encoding}, in which its text cannot be written; declare utf-8"
        raise RewriteError(f"{path}: {reason}") from error
    if not is_exact:
        raise RewriteError(f"{path}: its text has more than one form in {encoding}; save it as UTF-8")
    if normalize(document.exact_text) != document.text:
        raise RewriteError(f"{path}: contains IPython magics, which are not Python")
