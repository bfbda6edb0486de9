#: count_words(): dict[str, int]
#: count_words.text: str
#: count_words.counts: dict[str, int]
#: found: dict[str, int]
#: top: int

def count_words(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


found = count_words("to be or not to be")
top = found["be"]
