#: prices: dict[str, float]
#: tea: float
#: size: int
#: has_milk: bool

prices = {"tea": 2.5, "milk": 1.2}
tea = prices["tea"]
size = len(prices)
has_milk = "milk" in prices
