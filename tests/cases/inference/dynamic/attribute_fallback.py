#: Record.__init__.values: dict[str, str]
#: Record._values: dict[str, str]
#: Record.__getattr__(): str
#: Record.__getattr__.name: str
#: record: Record
#: city: str

class Record:
    def __init__(self, values):
        self._values = values

    def __getattr__(self, name):
        return self._values[name]


record = Record({"city": "Oslo", "country": "Norway"})
city = record.city
