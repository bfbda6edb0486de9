#: data: list[int]
#: size: int
#: message: str

data = [4, 8, 15]
if (size := len(data)) > 2:
    message = f"{size} items"
else:
    message = "few"
