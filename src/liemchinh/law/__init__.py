"""What may be done, by whom, and what follows: declarations and one fold, in plain Python."""

from liemchinh.law.book import BOOK, kinds_for
from liemchinh.law.history import History, fold

__all__ = ["BOOK", "History", "fold", "kinds_for"]
