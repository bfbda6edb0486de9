#: person: tuple[str, int, float]
#: name: str
#: age: int
#: height: float
#: label: str

person = ("Ann", 41, 1.72)
name, age, height = person
label = f"{name} ({age})"
