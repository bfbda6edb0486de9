#: invoice(): str
#: invoice.customer: str
#: invoice.amount: float
#: invoice.currency: str
#: note: str

def invoice(customer, amount, currency):
    return f"{customer} owes {amount:.2f} {currency}"


note = invoice(amount=9.99, currency="EUR", customer="Lovelace")
