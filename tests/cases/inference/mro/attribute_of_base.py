#: Widget.children: list[Widget] or list[Button]
#: Widget.attach(): None
#: Widget.attach.child: Widget or Button
#: Button.label: str
#: Window.buttons(): list[Button]
#: window: Window
#: found: list[Button]

class Widget:
    def __init__(self):
        self.children = []

    def attach(self, child):
        self.children.append(child)


class Button(Widget):
    label = "OK"


class Window(Widget):
    def buttons(self):
        return [child for child in self.children if isinstance(child, Button)]


window = Window()
window.attach(Button())
found = window.buttons()
