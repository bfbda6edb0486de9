#: logger: logging.Logger
#: handler: logging.StreamHandler or logging.StreamHandler[typing.TextIO]
#: level: int
#: enabled: bool
#: record: logging.LogRecord
#: message: str

import logging

logger = logging.getLogger("demo")
handler = logging.StreamHandler()
level = logger.getEffectiveLevel()
enabled = logger.isEnabledFor(logging.DEBUG)
record = logger.makeRecord("demo", logging.INFO, "f.py", 1, "hi", (), None)
message = record.getMessage()
