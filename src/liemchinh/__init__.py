"""Liêm Chính: one register from the first sign of wrongdoing to the last đồng recovered."""

__version__ = "0.1.0"
