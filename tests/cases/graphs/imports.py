import os, a.b.c
import x.y as z, w as v
from . import name
from ..pkg.mod import (first, second as other,)
from star import *
os.path, a, z, v, name, first, other
