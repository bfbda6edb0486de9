"""The TypeSpace to look at: all markers of a type map in two dimensions, with the symbols of a project among them.

`layout` computes the two dimensions and `layout_files` keeps them; `project_symbols` puts a project's symbols among
the markers; `space_page` makes the page, and `exploring` does it all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.explorer.exploring import explore
    from typilus.explorer.layout import lay_out
    from typilus.explorer.layout_files import add_layout, layout_of, read_layout
    from typilus.explorer.picture_values import PicturedProject, PicturedSymbol, SpacePicture
    from typilus.explorer.space_page import SpacePage, page_of

__all__ = [
    "PicturedProject",
    "PicturedSymbol",
    "SpacePage",
    "SpacePicture",
    "add_layout",
    "explore",
    "lay_out",
    "layout_of",
    "page_of",
    "read_layout",
]

__getattr__ = lazy_names(
    __name__,
    {
        "exploring": ("explore",),
        "layout": ("lay_out",),
        "layout_files": ("add_layout", "layout_of", "read_layout"),
        "picture_values": ("PicturedProject", "PicturedSymbol", "SpacePicture"),
        "space_page": ("SpacePage", "page_of"),
    },
)
