"""Dossiers and their acts: the only writer of facts, and everything derived from them."""
