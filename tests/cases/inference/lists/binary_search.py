#: marks: list[int]
#: place: int
#: found: bool

import bisect

marks = [10, 20, 30]
place = bisect.bisect_left(marks, 25)
bisect.insort(marks, 25)
found = place < len(marks) and marks[place] == 25
