#: pay(): int
#: pay.account: bank.Account
#: pay.amount: int
#: short: int

from bank import Account, Overdrawn


def pay(account, amount):
    try:
        account.withdraw(amount)
    except Overdrawn as error:
        return error.missing
    return 0


short = pay(Account(10), 25)
