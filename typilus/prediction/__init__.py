"""Recommenders joined, filtered, ranked: a FilePrediction.

`Predictor` (predictor.py) is the room's door; the results (values.py) need no network to be read or shown.
"""

__all__: list[str] = []
