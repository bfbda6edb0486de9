#!/usr/bin/env python
# parameter f.a: decimal.Decimal
# parameter f.b: Later | None
from __future__ import annotations, division

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

def f(a: Decimal, b: Later | None): pass
class Later: pass
