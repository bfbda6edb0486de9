"""Existing annotations that confident predictions disagree with (paper, section 7).

An `Auditor` (auditor.py) gives a `FileAudit` (file_audit.py) for a file. What counts as disagreement is said in
disagreement.py; checked.py has a type checker throw out suggestions that cannot be right; fixes.py writes the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.auditing.auditor import Auditor, AuditSettings
    from typilus.auditing.file_audit import FileAudit, Finding

__all__ = [
    "AuditSettings",
    "Auditor",
    "FileAudit",
    "Finding",
]

__getattr__ = lazy_names(
    __name__,
    {
        "auditor": ("AuditSettings", "Auditor"),
        "file_audit": ("FileAudit", "Finding"),
    },
)
