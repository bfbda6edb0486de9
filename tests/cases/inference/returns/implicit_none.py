#: first_digit(): int | None
#: first_digit.text: str
#: digit: int | None
#: none: int | None

def first_digit(text):
    for char in text:
        if char.isdigit():
            return int(char)


digit = first_digit("a1")
none = first_digit("abc")
