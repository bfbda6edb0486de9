"""Find existing annotations that confident predictions disagree with (paper, section 7).

An `Auditor` (auditor.py) gives a `FileAudit` (file_audit.py) for a file. disagreement.py defines the kinds of
disagreement, checked.py has a type checker reject suggestions that cannot be right, and fixes.py makes edits of the
rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.auditing.auditor import Auditor, AuditSettings
    from typilus.auditing.file_audit import FileAudit, Finding
    from typilus.auditing.fixes import FixWriter

__all__ = [
    "AuditSettings",
    "Auditor",
    "FileAudit",
    "Finding",
    "FixWriter",
]

__getattr__ = lazy_names(
    __name__,
    {
        "auditor": ("AuditSettings", "Auditor"),
        "file_audit": ("FileAudit", "Finding"),
        "fixes": ("FixWriter",),
    },
)
