#: Model.create(): typing.Self
#: Model.save(): bool
#: User.greet(): str
#: user: User
#: hello: str
#: saved: bool

class Model:
    @classmethod
    def create(cls):
        return cls()

    def save(self):
        return True


class User(Model):
    def greet(self):
        return "hi"


user = User.create()
hello = user.greet()
saved = user.save()
