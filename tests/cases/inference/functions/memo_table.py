#: fibonacci(): int
#: fibonacci.index: int
#: fibonacci.memo: dict[int, int] | None
#: fibonacci.result: int
#: tenth: int

def fibonacci(index, memo=None):
    if memo is None:
        memo = {}
    if index in memo:
        return memo[index]
    result = index if index < 2 else fibonacci(index - 1, memo) + fibonacci(index - 2, memo)
    memo[index] = result
    return result


tenth = fibonacci(10)
