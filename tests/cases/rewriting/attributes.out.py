# attribute A.late: int
# attribute A.size: list[A]
# attribute A.written: int -> annotated on line 17
# attribute A.inner: int -> assigned in a function inside a method
# attribute A.made: int -> assigned to the class, not to an object
# attribute A.pair: int -> target in a tuple
# attribute A.read: int -> never assigned in this file
# variable A.both: int | None
class A:
    both: int | None = None

    def reset(self):
        self.late = 0
        self.both = 1
        self.size = []
        self.written = 1
        self.written: int = 2

    def __init__(this, size):
        this.pair, this.other = 1, 2
        this.late: int=this.read
        this.late = 1
        def inner():
            this.inner = 1
        this.size: list[A] = size

    @classmethod
    def make(cls):
        cls.made = 1
