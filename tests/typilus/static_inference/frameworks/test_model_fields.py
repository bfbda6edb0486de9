"""Values of fields that models describe."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


def value_of(field: str, start: str) -> str | None:
    source = (
        f"{start}\nclass Other(Base): ...\n\nclass Shop(Base):\n    it = {field}\n\n    def get(self): return self.it\n"
    )
    kind = inferred(source).get("Shop.get()")
    return kind and kind.removesuffix("?")  # the base may do more with it


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("models.CharField(max_length=3)", "str"),
        ("models.IntegerField()", "int"),
        ("models.DateTimeField(null=True)", "datetime.datetime | None"),
        ("models.DecimalField(max_digits=3)", "decimal.Decimal"),
        ("models.ForeignKey(Other, on_delete=models.CASCADE)", "Other"),
        ("models.ForeignKey('Other', null=True)", "Other | None"),
        ("models.OneToOneField('app.Other')", "Other"),
        ("models.ForeignKey(to='self')", "Shop"),
        ("models.ForeignKey('Nowhere')", None),
        ("models.JSONField()", None),
        ("models.ManyToManyField(Other)", None),
        ("other.CharField()", None),
    ],
)
def test_fields_of_django(field: str, kind: str | None) -> None:
    assert value_of(field, "import other\nfrom django.db import models") == kind


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("Column(Integer, primary_key=True)", "int"),
        ("Column(String(50))", "str"),
        ("Column('it', sa.DateTime, nullable=True)", "datetime.datetime | None"),
        ("sa.Column(type_=sa.Boolean)", "bool"),
        ("mapped_column(sa.Numeric(3, 2))", "decimal.Decimal"),
        ("Column(JSON)", None),
        ("Column()", None),
        ("relationship('Other')", None),
    ],
)
def test_columns_of_sqlalchemy(field: str, kind: str | None) -> None:
    start = (
        "import sqlalchemy as sa\nfrom sqlalchemy import Column, Integer, JSON, String\n"
        "from sqlalchemy.orm import mapped_column, relationship"
    )
    assert value_of(field, start) == kind


def test_variables_of_functions_are_what_is_assigned() -> None:
    source = "from sqlalchemy import Column, Integer\ndef make():\n    column = Column(Integer)\n    return column\n"
    assert inferred(source)["make()"] == "sqlalchemy.Column?"
