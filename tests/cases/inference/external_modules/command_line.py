#: parser: argparse.ArgumentParser
#: action: argparse.Action
#: options: argparse.Namespace
#: text: str

import argparse

parser = argparse.ArgumentParser(prog="demo")
action = parser.add_argument("--count", type=int, default=1)
options = parser.parse_args(["--count", "3"])
text = parser.format_usage()
