def underline(text: str) -> str:
    return "=" * len(text)
