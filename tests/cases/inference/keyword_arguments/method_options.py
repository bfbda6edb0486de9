#: Query.limit: int
#: Query.order: str
#: Query.configure(): Query or typing.Self
#: Query.configure.limit: int
#: Query.configure.order: str
#: query: Query

class Query:
    def __init__(self):
        self.limit = 0
        self.order = ""

    def configure(self, limit=10, order="name"):
        self.limit = limit
        self.order = order
        return self


query = Query().configure(order="age")
