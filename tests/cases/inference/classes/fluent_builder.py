#: Query.__init__.table: str
#: Query.table: str
#: Query.filters: list[str]
#: Query.where(): Query or typing.Self
#: Query.where.condition: str
#: Query.sql(): str
#: text: str

class Query:
    def __init__(self, table):
        self.table = table
        self.filters = []

    def where(self, condition):
        self.filters.append(condition)
        return self

    def sql(self):
        return f"SELECT * FROM {self.table} WHERE {' AND '.join(self.filters)}"


text = Query("users").where("age > 3").where("name = 'x'").sql()
