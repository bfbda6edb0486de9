"""A list where a text is said to be."""


def clean_words(text: str) -> str:  # wrong: return list[str]
    return [word.strip(".,;").lower() for word in text.split()]


def joined(words: list[str]) -> str:
    return " ".join(words)
