"""What commands report to other programs: findings with their places, as SARIF; and a journal of what is done."""

from typilus.interfaces.formats.items import ReportedItem, ReportingRule, TextReplacement
from typilus.interfaces.formats.journal import Journal
from typilus.interfaces.formats.sarif import SarifWriter, write_sarif

__all__ = ["Journal", "ReportedItem", "ReportingRule", "SarifWriter", "TextReplacement", "write_sarif"]
