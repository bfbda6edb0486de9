#: Csv.suffix: str
#: Tsv.suffix: str
#: format_for(): type[Csv] | type[Tsv]
#: format_for.separator: str
#: chosen: type[Csv] | type[Tsv]
#: suffix: str

class Csv:
    suffix = ".csv"


class Tsv:
    suffix = ".tsv"


def format_for(separator):
    return Csv if separator == "," else Tsv


chosen = format_for(",")
suffix = chosen().suffix
