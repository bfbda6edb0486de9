#: summary(): str
#: summary.numbers: list[int]
#: summary.total: int
#: summary.mean: float
#: summary.text: str
#: line: str

def summary(numbers):
    total = 0
    for number in numbers:
        total += number
    mean = total / len(numbers)
    text = f"{total} ({mean:.1f})"
    return text


line = summary([1, 2, 3])
