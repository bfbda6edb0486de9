import pricing
from pydantic import ValidationError

print(pricing.total([1, 2], 0.5), pricing.label("3", width=8))
try:
    pricing.Order(number="x")
except ValidationError as error:
    print(error.error_count(), error.errors()[0]["type"])
order = pricing.Order(number="7", lines=["tea", "cake"])
print(order.model_dump(), order.summary, order.with_line("jam").lines, sorted(pricing.Order.model_fields))
print(pricing.Order.model_json_schema())
try:
    pricing.repeat("ab", times="many")
except ValidationError as error:
    print(error.errors()[0]["loc"])
print(pricing.repeat("ab", times="2"), pricing.repeat(5))
