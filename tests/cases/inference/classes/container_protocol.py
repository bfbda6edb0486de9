#: Library.__init__.titles: list[str] or collections.abc.Iterable[str]
#: Library._titles: list[str]
#: Library.__len__(): int
#: Library.__getitem__(): str
#: Library.__getitem__.position: int
#: Library.__contains__(): bool
#: Library.__contains__.title: str
#: library: Library
#: size: int
#: first: str
#: owned: bool

class Library:
    def __init__(self, titles):
        self._titles = list(titles)

    def __len__(self):
        return len(self._titles)

    def __getitem__(self, position):
        return self._titles[position]

    def __contains__(self, title):
        return title in self._titles


library = Library(["Emma", "Dune"])
size = len(library)
first = library[0]
owned = "Dune" in library
