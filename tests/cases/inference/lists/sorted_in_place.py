#: scores: list[float]
#: nothing: None
#: best: float
#: top: list[float]

scores = [3.5, 1.0, 2.25]
nothing = scores.sort()
best = scores[-1]
top = sorted(scores, reverse=True)[:2]
