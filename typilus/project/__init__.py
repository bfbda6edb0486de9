"""The definitions, re-exports, imports and annotations of all files of a project.

A single file's names and scopes are in `semantics`; this room connects the files, on disk or in an editor."""

from typilus.project.documents import DISK, Documents, FileState, OpenDocuments, parsed_document, with_document
from typilus.project.embedding import Embedder, Embedding, embedding_of
from typilus.project.exported_names import exported_by, module_bindings, names_asked_for, stars_of
from typilus.project.import_levels import imported_modules
from typilus.project.import_reading import import_statements
from typilus.project.importable import ImportableNames, installed_packages, site_packages_of
from typilus.project.importers import Importers
from typilus.project.inferred_labels import COUNTED_DUNDERS
from typilus.project.known_readers import (
    CONTAINER_METHODS,
    HARMLESS_METHODS,
    MODULE_READERS,
    READING_NAMES,
    is_harmless,
)
from typilus.project.labeled_file import LabeledFile
from typilus.project.labeling import label_source, rename
from typilus.project.local_classes import LocalClasses
from typilus.project.marker_cache import MarkerCache, default_cache_folder
from typilus.project.marker_reading import MarkerReader, ProjectLimits
from typilus.project.naming import likeness, singular, words_of
from typilus.project.project_markers import ProjectMarkers
from typilus.project.project_texts import ProjectTexts
from typilus.project.reading import AnalyzedFile, analyzed, module_of, module_root, names_of, read_file, read_text
from typilus.project.reexports import (
    ModuleSummary,
    ReExports,
    module_of_path,
    summarize,
    summary_from_json,
    summary_to_json,
)
from typilus.project.visible import OWN, UNKNOWN, VisibleTypes, VisibleTypesCache, is_standard

__all__ = [
    "CONTAINER_METHODS",
    "COUNTED_DUNDERS",
    "DISK",
    "HARMLESS_METHODS",
    "MODULE_READERS",
    "OWN",
    "READING_NAMES",
    "UNKNOWN",
    "AnalyzedFile",
    "Documents",
    "Embedder",
    "Embedding",
    "FileState",
    "ImportableNames",
    "Importers",
    "LabeledFile",
    "LocalClasses",
    "MarkerCache",
    "MarkerReader",
    "ModuleSummary",
    "OpenDocuments",
    "ProjectLimits",
    "ProjectMarkers",
    "ProjectTexts",
    "ReExports",
    "VisibleTypes",
    "VisibleTypesCache",
    "analyzed",
    "default_cache_folder",
    "embedding_of",
    "exported_by",
    "import_statements",
    "imported_modules",
    "installed_packages",
    "is_harmless",
    "is_standard",
    "label_source",
    "likeness",
    "module_bindings",
    "module_of",
    "module_of_path",
    "module_root",
    "names_asked_for",
    "names_of",
    "parsed_document",
    "read_file",
    "read_text",
    "rename",
    "singular",
    "site_packages_of",
    "stars_of",
    "summarize",
    "summary_from_json",
    "summary_to_json",
    "with_document",
    "words_of",
]
