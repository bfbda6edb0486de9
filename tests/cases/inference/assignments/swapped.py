#: low: int
#: high: int
#: span: int

low, high = 9, 4
if low > high:
    low, high = high, low
span = high - low
