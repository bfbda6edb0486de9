#: Robot.__init__.name: str
#: Robot.name: str
#: Robot.greet(): str
#: Robot.greet.other: str
#: robot: Robot
#: line: str

class Robot:
    def __init__(self, name):
        self.name = name

    def greet(self, other):
        return f"{self.name} greets {other}"


robot = Robot("R2")
line = Robot.greet(robot, "C3")
