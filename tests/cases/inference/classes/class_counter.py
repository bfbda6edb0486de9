#: Ticket.issued: int
#: Ticket.number: int
#: Ticket.reset(): None
#: tickets: list[Ticket]
#: last: int

class Ticket:
    issued = 0

    def __init__(self):
        Ticket.issued += 1
        self.number = Ticket.issued

    @classmethod
    def reset(cls):
        cls.issued = 0


tickets = [Ticket(), Ticket()]
last = tickets[-1].number
Ticket.reset()
