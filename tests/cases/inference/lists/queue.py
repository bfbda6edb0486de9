#: jobs: collections.deque[str]
#: job: str
#: waiting: list[str]

from collections import deque

jobs = deque(["wash", "dry"], maxlen=5)
jobs.append("fold")
job = jobs.popleft()
waiting = list(jobs)
