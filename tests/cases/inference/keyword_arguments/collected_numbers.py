#: total_by_name(): int
#: total_by_name.amounts: int
#: total_by_name.total: int
#: spent: int

def total_by_name(**amounts):
    total = 0
    for amount in amounts.values():
        total += amount
    return total


spent = total_by_name(rent=700, food=250)
