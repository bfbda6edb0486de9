"""The version, on which it also depends whether the results of an interrupted run still hold."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
