"""What commands report to other programs: findings with their places, as SARIF; and a journal of what is done."""

from typilus.reporting.items import ReportedItem, ReportingRule, TextReplacement
from typilus.reporting.journal import Journal
from typilus.reporting.sarif import SarifWriter, write_sarif

__all__ = ["Journal", "ReportedItem", "ReportingRule", "SarifWriter", "TextReplacement", "write_sarif"]
