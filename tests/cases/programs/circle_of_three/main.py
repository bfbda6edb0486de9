from shop.item import Item
from shop.customer import Customer

customer = Customer("Ada")
order = customer.order("tea", "cake", "tea")
print(order.total(), sorted(order.by_name()), customer.last() is order)
print(Item("tea", order).gift_for("Bob").name, order.items[0].copy_order().total())
print(Customer("Eve").last())
try:
    customer.order("rock").total()
except KeyError as error:
    print("KeyError", error)
