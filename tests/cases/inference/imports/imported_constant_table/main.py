#: euro: rates.Rate
#: amount: float
#: codes: list[str]
#: convert(): float
#: convert.rate: rates.Rate
#: convert.amount: float
#: total: float

from rates import RATES, Rate

euro = RATES["EUR"]
amount = euro.factor * 10
codes = sorted(RATES)


def convert(rate, amount):
    return rate.factor * amount


total = convert(RATES["EUR"], 3.5)
