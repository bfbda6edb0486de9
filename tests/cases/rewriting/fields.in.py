# variable A.x: int -> an annotation could make it a field: its class is a data class
# variable Color.RED: int -> an annotation could make it a field: its class is an enumeration
# variable Dark.BLUE: int -> an annotation could make it a field: its class is an enumeration
# variable Plain.x: int
# return A.area: float
import dataclasses, enum
@dataclasses.dataclass(frozen=True)
class A:
    y: int
    x = 1
    def area(self): return 1.0
class Color(enum.Enum):
    RED = 1
class Dark(Color):
    BLUE = 1
class Plain:
    x = 1
