#: open_window(): str
#: open_window.title: str
#: open_window.width: int
#: open_window.height: int
#: open_window.resizable: bool
#: open_window.flags: int
#: window: str

def open_window(title, *, width=640, height=480, resizable=True):
    flags = 1 if resizable else 0
    return f"{title}:{width}x{height}:{flags}"


window = open_window("Editor", height=600)
