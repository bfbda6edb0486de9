#: fail(): typing.NoReturn
#: fail.message: str
#: safe(): str
#: text: str

def fail(message):
    raise RuntimeError(message)


def safe():
    try:
        fail("broken")
    except RuntimeError as error:
        return error.args[0]
    return ""


text = safe()
