"""Frozen, ordered registries: what is declared once and looked up by code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar


class Coded(Protocol):
    """Anything that carries its own code."""

    @property
    def code(self) -> str: ...


Item = TypeVar("Item", bound=Coded)


class UnknownCodeError(LookupError):
    """A code that no declaration carries; `known` lists those that exist."""

    def __init__(self, name: str, code: str, known: Iterable[str]) -> None:
        self.name = name
        self.code = code
        self.known = tuple(known)
        super().__init__(f"{name}: không có mã “{code}”")


class Catalogue(Generic[Item]):
    """Declarations in the order they were written; a code given twice is refused when the program starts."""

    def __init__(self, name: str, items: Iterable[Item]) -> None:
        self.name = name
        by_code: dict[str, Item] = {}
        for item in items:
            if item.code in by_code:
                raise ValueError(f"{name}: code {item.code!r} is declared twice")
            by_code[item.code] = item
        self._by_code: Mapping[str, Item] = MappingProxyType(by_code)

    def __getitem__(self, code: str) -> Item:
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownCodeError(self.name, code, self._by_code) from None

    def __iter__(self) -> Iterator[Item]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Item | None:
        """The declaration of `code`, or None."""
        return self._by_code.get(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the order of declaration."""
        return tuple(self._by_code)
