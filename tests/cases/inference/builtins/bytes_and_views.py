#: data: bytearray
#: view: memoryview or memoryview[int]
#: part: bytes
#: first: int
#: hexed: str

data = bytearray(b"abc")
data.append(100)
view = memoryview(data)
part = bytes(view[1:3])
first = data[0]
hexed = part.hex()
