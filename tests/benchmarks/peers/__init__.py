"""Tests of the peers, with stand-ins for the tools themselves."""
