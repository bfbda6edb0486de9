#: left: list[int]
#: right: list[int]
#: zeros: list[float]
#: joined: list[int]

left = [1, 2]
right = left + [3]
zeros = [0.0] * 3
joined = [*left, *right]
