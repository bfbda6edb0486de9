#: is_palindrome(): bool
#: is_palindrome.text: str
#: is_palindrome.letters: list[str]
#: found: bool

def is_palindrome(text):
    letters = [char.lower() for char in text if char.isalpha()]
    return letters == letters[::-1]


found = is_palindrome("Never odd or even")
