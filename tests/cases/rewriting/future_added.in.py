# options: future_annotations=True
# parameter f.a: decimal.Decimal
# parameter f.b: Later | None
'''Doc
string.'''
def f(a, b): pass
class Later: pass
