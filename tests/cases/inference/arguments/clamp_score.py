#: clamp(): int
#: clamp.score: int
#: clamp.low: int
#: clamp.high: int
#: passed: bool
#: graded: list[int]

def clamp(score, low=0, high=100):
    if score < low:
        return low
    return min(score, high)


passed = clamp(120) >= 50
graded = [clamp(mark, high=10) for mark in (3, 12)]
