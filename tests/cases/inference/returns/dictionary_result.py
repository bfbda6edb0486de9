#: count_letters(): dict[str, int]
#: count_letters.text: str
#: counts: dict[str, int]
#: twice: int

def count_letters(text):
    return {letter: text.count(letter) for letter in set(text)}


counts = count_letters("hello")
twice = counts["l"]
