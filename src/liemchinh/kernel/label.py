"""A text that stands in both languages of the interface, on the declaration it names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One thing said in Vietnamese and in English; `str()` is the Vietnamese."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.vi

    def said_in(self, language: str) -> str:
        """The text in `language` ("vi", "en", "en-gb" …); Vietnamese for any other."""
        return self.en if language.startswith("en") else self.vi

    def format(self, **values: object) -> Label:
        """Fill both texts; a value that is itself a Label is put in by its own language."""
        return Label(
            self.vi.format(**{name: value.vi if isinstance(value, Label) else value for name, value in values.items()}),
            self.en.format(**{name: value.en if isinstance(value, Label) else value for name, value in values.items()}),
        )
