"""All recommenders together on files without any annotation: what is right, of which kind, and how surely.

In the order of the data: a file's text without annotations (erasing.py, served_imports.py); its labels, as the corpus
has them (truths.py); what every recommender says of its symbols (records.py, experiment.py), resumable; rates and
curves of each recommender alone and of all joined (rows.py, measures.py); tables, JSON and picture (report.py).
"""

from typilus.evaluation.joined.experiment import JoinedSettings, Measurement, run_joined_experiment
from typilus.evaluation.joined.report import joined_tables, write_joined_report
from typilus.evaluation.joined.rows import rows_of

__all__ = [
    "JoinedSettings",
    "Measurement",
    "joined_tables",
    "rows_of",
    "run_joined_experiment",
    "write_joined_report",
]
