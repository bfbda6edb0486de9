#: Exporter.header(): str
#: Exporter.export(): str
#: Exporter.export.rows: list[str]
#: CsvExporter.header(): str
#: document: str

class Exporter:
    def header(self):
        return ""

    def export(self, rows):
        return self.header() + "\n".join(rows)


class CsvExporter(Exporter):
    def header(self):
        return "name,age\n"


document = CsvExporter().export(["ann,41", "bob,37"])
