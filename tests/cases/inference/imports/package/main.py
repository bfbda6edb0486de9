#: basket: shop.basket.Basket or shop.Basket
#: price: float
#: count: int

from shop import Basket
from shop.prices import price_of

basket = Basket()
basket.add("tea")
price = price_of("tea")
count = basket.count()
