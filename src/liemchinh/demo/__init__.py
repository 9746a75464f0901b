"""The demonstration: an invented country whose registers add up to five invented reports."""

from __future__ import annotations

from liemchinh.demo.loading import AlreadyLoadedError, load
from liemchinh.demo.officers import PASSWORD, SIGN_INS, SignIn

__all__ = ["PASSWORD", "SIGN_INS", "AlreadyLoadedError", "SignIn", "load"]
