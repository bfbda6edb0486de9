#!/usr/bin/env python
# parameter f.a: decimal.Decimal
# parameter f.b: Later | None
from __future__ import annotations, division

def f(a, b): pass
class Later: pass
