#: age: int
#: is_adult: bool
#: in_range: bool
#: has_digit: bool
#: not_zero: bool

age = 20
is_adult = age >= 18
in_range = 0 < age < 150
has_digit = "2" in str(age)
not_zero = not age == 0
