#: checked(): collections.abc.Callable[[Purse, int], int] or collections.abc.Callable[..., int]
#: checked.method: collections.abc.Callable[[Purse, int], int] or collections.abc.Callable[..., int]
#: checked.wrapper(): int
#: checked.<locals>.wrapper.self: Purse
#: checked.<locals>.wrapper.amount: int
#: Purse.coins: int
#: Purse.put(): int
#: Purse.put.amount: int
#: coins: int

def checked(method):
    def wrapper(self, amount):
        if amount < 0:
            raise ValueError(amount)
        return method(self, amount)

    return wrapper


class Purse:
    def __init__(self):
        self.coins = 0

    @checked
    def put(self, amount):
        self.coins += amount
        return self.coins


coins = Purse().put(5)
