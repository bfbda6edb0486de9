"""The document for programs: as the schema says, with numbers that add up."""

from __future__ import annotations

from tests.typilus.recommenders.contract import check_document
from tests.typilus.reporting.samples import sample_report
from typilus.reporting import report_document


def test_the_document_is_that_of_the_schema() -> None:
    document = report_document(sample_report())
    check_document(document, "type_report")
    numbers = document["coverage"]
    assert numbers["total"] == sum(numbers[name] for name in ("annotated", "suggested", "rejected", "open"))
    for name in ("total", "annotated", "any", "suggested", "rejected", "open"):
        assert numbers[name] == sum(kind[name] for kind in document["kinds"].values())
    assert sum(file["total"] for file in document["files"]) == numbers["total"]
    assert document["functions"] == {"annotated": 1, "total": 2}


def test_shares_are_told_from_the_floor_on() -> None:
    shares = report_document(sample_report(floor=0.8))["coverage"]["share_with"]
    assert list(shares) == ["0.8", "0.9", "0.95", "0.99"]
    assert sorted(shares.values(), reverse=True) == list(shares.values())
    assert report_document(sample_report(floor=None))["coverage"]["share_with"] == {}
