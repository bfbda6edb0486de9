#: previous: str | None
#: longest: int

previous = None
longest = 0
for word in ["a", "ccc", "bb"]:
    longest = max(longest, len(word))
    previous = word
