import json


class Config:
    def __init__(self, values, path=None):
        self.values = values
        self.path = path

    @classmethod
    def from_text(cls, text):
        return cls(json.loads(text))

    def get(self, key, default=None):
        value = self.values
        for part in key.split("."):
            if part not in value:
                return default
            value = value[part]
        return value

    def merged(self, other):
        return Config({**self.values, **other.values})


def load_config(text: str = "{}") -> Config:
    return Config.from_text(text)
