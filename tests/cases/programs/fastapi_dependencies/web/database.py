class Session:
    def __init__(self, name, rows=None):
        self.name = name
        self.rows = rows or {}
        self.closed = False

    def find(self, key):
        return self.rows.get(key)

    def close(self):
        self.closed = True


class User:
    def __init__(self, name, admin=False):
        self.name = name
        self.admin = admin


def open_session(name: str = "main") -> Session:
    return Session(name, {"ada": User("ada", True), "bob": User("bob")})
