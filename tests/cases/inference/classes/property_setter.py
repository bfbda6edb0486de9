#: Thermostat._celsius: float
#: Thermostat.fahrenheit.degrees: float
#: thermostat: Thermostat
#: now: float

class Thermostat:
    def __init__(self):
        self._celsius = 20.0

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, degrees):
        self._celsius = (degrees - 32) * 5 / 9


thermostat = Thermostat()
thermostat.fahrenheit = 50.0
now = thermostat.fahrenheit
