#: code: int
#: letter: str
#: shown: str
#: binary: str
#: quoted: str
#: signature: int

code = ord("A")
letter = chr(code + 1)
shown = hex(255)
binary = bin(5)
quoted = repr(letter)
signature = hash("key")
