#: Person.__init__.name: str
#: Person.name: str
#: Student.__init__.name: str
#: Student.__init__.school: str
#: Student.school: str
#: student: Student
#: name: str
#: school: str

class Person:
    def __init__(self, name):
        self.name = name


class Student(Person):
    def __init__(self, name, school):
        super().__init__(name)
        self.school = school


student = Student("Ada", "Cambridge")
name = student.name
school = student.school
