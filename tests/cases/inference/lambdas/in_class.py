#: Button.__init__.on_click: collections.abc.Callable[[str], int]
#: Button.on_click: collections.abc.Callable[[str], int]
#: Button.click(): int
#: button: Button
#: size: int

class Button:
    def __init__(self, on_click):
        self.on_click = on_click

    def click(self):
        return self.on_click("clicked")


button = Button(lambda event: len(event))
size = button.click()
