#: digest: str
#: raw: bytes
#: encoded: bytes
#: text: str

import base64
import hashlib

digest = hashlib.sha256(b"tea").hexdigest()
raw = hashlib.md5(b"milk").digest()
encoded = base64.b64encode(raw)
text = encoded.decode("ascii")
