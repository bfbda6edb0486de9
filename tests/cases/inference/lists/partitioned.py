#: partition(): tuple[list[int], list[int]]
#: partition.numbers: list[int]
#: partition.pivot: int
#: partition.low: list[int]
#: partition.high: list[int]
#: small: list[int]
#: large: list[int]

def partition(numbers, pivot):
    low = [number for number in numbers if number < pivot]
    high = [number for number in numbers if number >= pivot]
    return low, high


small, large = partition([5, 1, 9], 4)
