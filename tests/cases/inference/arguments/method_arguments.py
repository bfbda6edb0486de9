#: Account.__init__.owner: str
#: Account.__init__.balance: float
#: Account.owner: str
#: Account.balance: float
#: Account.deposit(): float
#: Account.deposit.amount: float
#: account: Account
#: total: float

class Account:
    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount
        return self.balance


account = Account("Ada")
total = account.deposit(12.5)
