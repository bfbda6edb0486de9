def word_for(number: int) -> str:
    return ["zero", "one", "two"][number]
