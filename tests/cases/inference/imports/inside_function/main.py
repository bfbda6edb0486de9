#: describe(): str
#: describe.number: int
#: describe.word: str
#: text: str

def describe(number):
    from wording import word_for

    word = word_for(number)
    return word.capitalize()


text = describe(2)
