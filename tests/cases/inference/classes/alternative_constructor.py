#: Date.__init__.year: int
#: Date.__init__.month: int
#: Date.year: int
#: Date.month: int
#: Date.parse(): Date or typing.Self
#: Date.parse.text: str
#: Date.parse.year: str
#: Date.parse.month: str
#: Date.is_leap(): bool
#: Date.is_leap.year: int
#: birthday: Date
#: leap: bool

class Date:
    def __init__(self, year, month):
        self.year = year
        self.month = month

    @classmethod
    def parse(cls, text):
        year, month = text.split("-")
        return cls(int(year), int(month))

    @staticmethod
    def is_leap(year):
        return year % 4 == 0


birthday = Date.parse("1815-12")
leap = Date.is_leap(birthday.year)
