"""The paper's tables and figures as commands (Typilus, PLDI 2020).

The rows of a table are data (model_rows.py, and a file an exhibit), and one engine runs them: it divides a budget
(paces.py, training_plan.py), trains what is missing in folders that all exhibits share (run_folders.py,
run_training.py), measures each run once (run_measures.py), and tells what became of each row (laboratory.py). Results
become tables (exhibit_tables.py), files (exhibit_files.py), pictures (exhibit_drawing.py) and one page (html_page.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.exhibits.catalog import EXHIBIT_NAMES, find_exhibit
    from typilus.lab.exhibits.exhibit_files import read_results, write_result
    from typilus.lab.exhibits.exhibit_tables import result_table
    from typilus.lab.exhibits.html_page import report_page
    from typilus.lab.exhibits.laboratory import Laboratory, LaboratorySettings

__all__ = [
    "EXHIBIT_NAMES",
    "Laboratory",
    "LaboratorySettings",
    "find_exhibit",
    "read_results",
    "report_page",
    "result_table",
    "write_result",
]

__getattr__ = lazy_names(
    __name__,
    {
        "catalog": ("EXHIBIT_NAMES", "find_exhibit"),
        "exhibit_files": ("read_results", "write_result"),
        "exhibit_tables": ("result_table",),
        "html_page": ("report_page",),
        "laboratory": ("Laboratory", "LaboratorySettings"),
    },
)
