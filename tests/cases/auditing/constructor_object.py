"""A constructor that is said to give the object."""


class Account:
    def __init__(self, owner: str, balance: int = 0) -> "Account":  # wrong: return None
        self.owner = owner
        self.balance = balance

    def with_balance(self, balance: int) -> "Account":
        return Account(self.owner, balance)
