#: TIMEOUT: float
#: wait(): float
#: wait.seconds: float
#: wait.retries: int
#: longest: float

TIMEOUT = 2.5


def wait(seconds=TIMEOUT, *, retries=3):
    return seconds * retries


longest = wait(retries=5)
