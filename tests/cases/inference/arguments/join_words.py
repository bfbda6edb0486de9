#: join_words(): str
#: join_words.words: str
#: join_words.sentence: str
#: line: str

def join_words(*words):
    sentence = " ".join(words)
    return sentence + "."


line = join_words("never", "odd", "or", "even")
