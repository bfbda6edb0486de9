#: marks: list[int]
#: passed: bool
#: top: bool
#: is_list: bool
#: can_call: bool

marks = [4, 7, 9]
passed = all(mark > 3 for mark in marks)
top = any(mark == 10 for mark in marks)
is_list = isinstance(marks, list)
can_call = callable(len)
