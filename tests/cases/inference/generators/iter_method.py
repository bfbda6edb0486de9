#: Playlist.__init__.songs: list[str]
#: Playlist.songs: list[str]
#: Playlist.__iter__(): collections.abc.Iterator[str] or collections.abc.Generator[str, None, None] or collections.abc.Generator[str, typing.Any, None]
#: names: list[str]
#: count: int

class Playlist:
    def __init__(self, songs):
        self.songs = songs

    def __iter__(self):
        for song in self.songs:
            yield song.title()


names = [name for name in Playlist(["help", "yesterday"])]
count = len(names)
