#: Path.__init__.parts: list[str]
#: Path.parts: list[str]
#: Path.child(): Path
#: Path.child.name: str
#: Path.text(): str
#: place: str

class Path:
    def __init__(self, parts):
        self.parts = parts

    def child(self, name):
        return Path(self.parts + [name])

    def text(self):
        return "/".join(self.parts)


place = Path(["home"]).child("ada").child("notes").text()
