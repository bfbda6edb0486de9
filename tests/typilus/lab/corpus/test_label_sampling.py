"""No project above its share, as few files dropped as that takes, the same ones each time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typilus.lab.corpus.label_sampling import label_limit, sample_files


@given(st.lists(st.integers(1, 100_000), min_size=9, max_size=60))
def test_no_project_holds_more_than_its_share(sizes: list[int]) -> None:
    counts = {f"p{number}": size for number, size in enumerate(sizes)}
    limit = label_limit(counts, 0.125)
    left = [size if limit is None else min(size, limit) for size in sizes]
    assert max(left) <= max(0.125 * sum(left), 1) + 1e-9


def test_balanced_projects_keep_everything() -> None:
    assert label_limit({str(number): 10 for number in range(10)}, 0.125) is None


def test_the_limit_is_not_lower_than_needed() -> None:
    counts = {"giant": 10_000, **{str(number): 100 for number in range(14)}}
    assert label_limit(counts, 0.125) == 200


def test_too_few_projects_for_the_share_are_left_alone() -> None:
    assert label_limit({"a": 1_000, "b": 10, "c": 1}, 0.125) is None
    assert label_limit({}, 0.125) is None


def test_sample_fits_is_stable_and_nearly_full() -> None:
    labels = {f"f{number}.py": 1 + number % 7 for number in range(500)}
    kept = sample_files("p", labels, 600)
    assert kept == sample_files("p", dict(reversed(labels.items())), 600)
    assert 590 <= sum(labels[path] for path in kept) <= 600
    assert kept != sample_files("q", labels, 600)


def test_without_a_limit_all_files_stay() -> None:
    assert sample_files("p", {"a": 5}, None) == {"a"}
    assert sample_files("p", {"a": 5}, 5) == {"a"}
