#: parse_price(): str
#: parse_price.text: str
#: parse_price.value: float
#: parse_price.message: str
#: price: str
#: none: str

def parse_price(text):
    try:
        value = float(text)
    except ValueError:
        message = "no price"
    else:
        message = f"{value:.2f}"
    return message


price = parse_price("2.5")
none = parse_price("free")
