# options: future_annotations=True
# parameter f.a: decimal.Decimal
# parameter f.b: Later | None
'''Doc
string.'''

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

def f(a: Decimal, b: Later | None): pass
class Later: pass
