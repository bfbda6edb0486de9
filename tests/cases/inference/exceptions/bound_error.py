#: problem: str
#: share: float
#: error: ZeroDivisionError
#: size: int

problem = ""
try:
    share = 1 / 0
except ZeroDivisionError as error:
    problem = str(error)
size = len(problem)
