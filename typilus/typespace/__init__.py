"""The TypeSpace: markers of known types, an index over them, and the vote of the nearest (paper, section 4.2).

Knows arrays and type names only, never the network.
"""

from typilus.typespace.annoy_index import AnnoyIndex, annoy_usable
from typilus.typespace.cell_index import CellIndex
from typilus.typespace.cells import CELLS_FROM, Cells, load_cells, make_cells, save_cells
from typilus.typespace.choice import build_index
from typilus.typespace.condensing import CondensedMap, condense, drop_duplicates
from typilus.typespace.exact import ExactIndex
from typilus.typespace.markers import MarkerOrigins, TypeMap, TypeMarker, merge_maps
from typilus.typespace.name_table import NameTable
from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex
from typilus.typespace.quantization import quantize
from typilus.typespace.recall import recall, tune_search
from typilus.typespace.space import Neighbor, TypeSpace, Vote, VotingRule
from typilus.typespace.storage import load_map, map_digest, read_notes, save_map
from typilus.typespace.voting import vote

__all__ = [
    "CELLS_FROM",
    "AnnoyIndex",
    "CellIndex",
    "Cells",
    "CondensedMap",
    "ExactIndex",
    "FloatMatrix",
    "IdMatrix",
    "MarkerOrigins",
    "NameTable",
    "Neighbor",
    "NeighborIndex",
    "TypeMap",
    "TypeMarker",
    "TypeSpace",
    "Vote",
    "VotingRule",
    "annoy_usable",
    "build_index",
    "condense",
    "drop_duplicates",
    "load_cells",
    "load_map",
    "make_cells",
    "map_digest",
    "merge_maps",
    "quantize",
    "read_notes",
    "recall",
    "save_cells",
    "save_map",
    "tune_search",
    "vote",
]
