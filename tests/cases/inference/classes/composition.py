#: Engine.__init__.power: int
#: Engine.power: int
#: Engine.start(): str
#: Car.__init__.power: int
#: Car.engine: Engine
#: Car.drive(): str
#: car: Car
#: status: str
#: power: int

class Engine:
    def __init__(self, power):
        self.power = power

    def start(self):
        return f"{self.power} hp running"


class Car:
    def __init__(self, power):
        self.engine = Engine(power)

    def drive(self):
        return self.engine.start()


car = Car(90)
status = car.drive()
power = car.engine.power
