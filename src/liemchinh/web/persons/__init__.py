"""Persons of the register: one person's page, rows that may be one person, how a row is described."""
