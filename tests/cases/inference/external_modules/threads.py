#: lock: threading.Lock or threading.LockType or _thread.LockType or _thread.lock
#: jobs: queue.Queue[str]
#: job: str
#: worker: threading.Thread
#: event: threading.Event
#: ready: bool

import queue
import threading

lock = threading.Lock()
jobs = queue.Queue()
jobs.put("wash")
job = jobs.get()
worker = threading.Thread(target=jobs.put, args=("dry",))
event = threading.Event()
ready = event.is_set()
