#: as_text(): str
#: as_text.value: bytes | str
#: name: str
#: title: str

def as_text(value):
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, str):
        return value
    raise TypeError(f"neither bytes nor text: {value!r}")


name = as_text(b"caf\xc3\xa9")
title = as_text("menu")
