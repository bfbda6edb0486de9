"""Existing annotations that confident predictions disagree with (paper, section 7).

`audit_paths` (auditor.py) is the room's door: it gives a `FileAudit` (values.py) a file. What counts as disagreement is
said in disagreement.py; checked.py has a type checker throw out suggestions that cannot be right.
"""

from typilus.auditing.auditor import AuditOptions, audit_paths
from typilus.auditing.values import FileAudit, Finding

__all__ = [
    "AuditOptions",
    "FileAudit",
    "Finding",
    "audit_paths",
]
