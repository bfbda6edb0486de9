match = case = 1
match match, case:
    case [a, *rest] | (a, *rest) if a: pass
    case {"k": v, **more}: v
    case Point(x=0, y=(q)) as point: point
    case -1 | None | mod.CONST | "s": pass
    case {**kw}: kw
    case [*_, _]: pass
    case (whole): whole
