import forms
from forms import Form, declared, settings


class SignUp(Form):
    title = "Sign up"
    name: str
    age: int
    buttons = ["ok"]
    limit = 3


class LongSignUp(SignUp):
    town: str
    title = "Sign up, long"
    hints = {}

    def hint(self, name):
        return self.hints.get(name, self.title)


@settings
class Settings:
    port: int
    host: str = "localhost"
    retries = 3
    names = []
    timeout = 2.5


@forms.settings
class MoreSettings:
    debug: bool = False
    level = "info"


@declared("width", "height")
class Box:
    width: int = 1
    height: int = 2
    boxes = []
    count = 0

    def area(self):
        return self.width * self.height


form = LongSignUp({"name": "Ada", "age": "x"})
print(form.clean(), form.errors, form.schema, form.hint("name"))
print(SignUp({"name": 1, "age": "3"}).clean(), SignUp.limit, SignUp.buttons)
print({name: value for name, value in sorted(vars(Settings).items()) if not name.startswith("__")})
print(MoreSettings.debug, MoreSettings.level, Box().area(), Box.boxes)
