"""Where in the office's knowledge a reader stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

UNBOUNDED: Final = 2**63 - 1
"""The position past every act: `until` of a row that is still believed."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """Everything recorded up to and including `position` (mục); positions are given in commit order."""

    position: int

    @property
    def is_now(self) -> bool:
        """Whether nothing recorded later is left out."""
        return self.position >= UNBOUNDED


NOW: Final = Known(UNBOUNDED)
