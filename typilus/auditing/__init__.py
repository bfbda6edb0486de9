"""Existing annotations that confident predictions disagree with (paper, section 7).

`audit_paths` (auditor.py) is the room's door: it gives a `FileAudit` (values.py) a file. What counts as disagreement is
said in disagreement.py; checked.py has a type checker throw out suggestions that cannot be right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.auditing.auditor import AuditOptions, audit_paths
    from typilus.auditing.values import FileAudit, Finding

__all__ = [
    "AuditOptions",
    "FileAudit",
    "Finding",
    "audit_paths",
]

__getattr__ = lazy_names(
    __name__,
    {
        "auditor": ("AuditOptions", "audit_paths"),
        "values": ("FileAudit", "Finding"),
    },
)
