import ctypes
import dataclasses
import inspect

import records

print(records.Pair(1)._asdict(), records.Pair._fields, records.Pair.largest([records.Pair(2), records.Pair(1, 5)]))
print(list(records.Color), records.Color.RED.mixed(records.Color.BLUE), records.Color.default())
print(records.Movie.__annotations__, records.titles([{"title": "Up"}, {}]))
print([name for name, _ in records.Header._fields_], ctypes.sizeof(records.Header), records.Header(1, 2).key())
print([field.name for field in dataclasses.fields(records.Job)], inspect.signature(records.Job))
job = records.Job("build", 3)
print(job, job.remaining, records.Job.registry, job.retry().remaining)
print(records.Slotted(1).value, records.Slotted.__slots__, records.Temperature(3) < records.Temperature(4))
try:
    records.Job("x", seed=None)
except ValueError as error:
    print(error)
