#: JsonMixin.to_json(): str
#: Size.__init__.width: int
#: Size.__init__.height: int
#: Size.width: int
#: Size.height: int
#: text: str

import json


class JsonMixin:
    def to_json(self):
        return json.dumps(vars(self), sort_keys=True)


class Size(JsonMixin):
    def __init__(self, width, height):
        self.width = width
        self.height = height


text = Size(3, 4).to_json()
