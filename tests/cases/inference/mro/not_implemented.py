#: Codec.decode(): str
#: Codec.decode.data: bytes
#: Latin.decode(): str
#: Latin.decode.data: bytes
#: read(): str
#: read.codec: Codec or Latin
#: read.data: bytes
#: text: str

class Codec:
    def decode(self, data):
        raise NotImplementedError


class Latin(Codec):
    def decode(self, data):
        return data.decode("latin-1")


def read(codec, data):
    return codec.decode(data)


text = read(Latin(), b"abc")
