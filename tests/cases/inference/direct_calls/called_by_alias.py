#: shout(): str
#: shout.text: str
#: speak: collections.abc.Callable[[str], str]
#: loud: str

def shout(text):
    return text.upper()


speak = shout
loud = speak("hello")
