#: pairs: list[tuple[str, float]]
#: point: dict[str, float]
#: zeros: dict[str, int]
#: named: dict[str, int]
#: far: float

pairs = [("x", 1.0), ("y", 2.0)]
point = dict(pairs)
zeros = dict.fromkeys(["a", "b"], 0)
named = dict(width=3, height=4)
far = point["y"] + named["width"]
