#: Temperature.__init__.celsius: float
#: Temperature.celsius: float
#: Temperature.kelvin(): float
#: Temperature.freezing(): int
#: warm: float
#: zero: int

class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def kelvin(self):
        return self.celsius + 273.15

    @staticmethod
    def freezing():
        return 0


warm = Temperature(21.5).kelvin
zero = Temperature.freezing()
