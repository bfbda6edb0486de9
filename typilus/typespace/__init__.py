"""The TypeSpace: markers of known types, an index over them, and the vote of the nearest (paper, section 4.2).

Knows arrays and type names only, never the network.
"""

from typilus.typespace.annoy_index import AnnoyIndex, annoy_usable
from typilus.typespace.choice import build_index, cache_folder
from typilus.typespace.condensing import CondensedMap, condense, drop_duplicates
from typilus.typespace.exact import ExactIndex
from typilus.typespace.markers import MarkerOrigins, TypeMap, TypeMarker, merge_maps
from typilus.typespace.name_table import NameTable
from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex
from typilus.typespace.recall import recall, tune_search
from typilus.typespace.space import Neighbor, TypeSpace, Vote, VotingRule
from typilus.typespace.storage import load_map, map_digest, read_notes, save_map
from typilus.typespace.voting import vote

__all__ = [
    "AnnoyIndex",
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
    "cache_folder",
    "condense",
    "drop_duplicates",
    "load_map",
    "map_digest",
    "merge_maps",
    "read_notes",
    "recall",
    "save_map",
    "tune_search",
    "vote",
]
