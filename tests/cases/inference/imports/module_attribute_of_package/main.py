#: loud: str
#: mean: float

import tools.text
import tools.numeric as numeric

loud = tools.text.shout("hey")
mean = numeric.mean([1, 2])
