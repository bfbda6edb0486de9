"""HTML pages that need nothing but themselves."""

from typilus.pages.page_building import PageParts, build_page, clean, compact_json, packed

__all__ = ["PageParts", "build_page", "clean", "compact_json", "packed"]
