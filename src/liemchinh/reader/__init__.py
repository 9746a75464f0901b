"""Reads Vietnamese narrative text: what a paper states, as claims with their place in the text."""

from __future__ import annotations

from liemchinh.reader.claim import OTHER, Claim, Qualifier
from liemchinh.reader.extract import read

__all__ = ["OTHER", "Claim", "Qualifier", "read"]
