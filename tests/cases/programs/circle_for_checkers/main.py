from tree.parser import ParseError, Parser
from tree.visitors import Names, Visitor

print(Parser("<a>text<b>").visit(Names()))
print(Names().wrap("x").value, Parser("<a>").parse().again().text)
try:
    Parser("ab<c").parse()
except ParseError as error:
    print(error, error.position)
try:
    Parser("<a>").visit(Visitor())
except NotImplementedError:
    print("not implemented")
