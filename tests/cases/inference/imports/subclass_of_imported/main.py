#: JsonExporter.write(): str
#: JsonExporter.write.data: dict[str, int]
#: exporter: JsonExporter
#: text: str
#: written: int

from base import Exporter


class JsonExporter(Exporter):
    def write(self, data):
        self.count += 1
        return str(data)


exporter = JsonExporter()
text = exporter.run({"a": 1})
written = exporter.count
