#: editor: str
#: width: int
#: columns: int
#: enabled: bool

import os

editor = os.environ.get("NO_SUCH_EDITOR") or "vi"
width = 0
columns = width or 80
enabled = bool(editor) and columns > 40
