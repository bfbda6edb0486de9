#: line: str
#: size: int

import greetings

line = greetings.greet("Ann")
size = len(line)
