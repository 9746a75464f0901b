"""Layouts of the reports, frozen editions, and their rendering to Word."""
