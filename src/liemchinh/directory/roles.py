"""Duties and what each lets an officer do: the reviewed table behind every door."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from liemchinh.kernel.label import Label


class DutyRole(enum.StrEnum):
    """What an officer is charged with."""

    SPECIALIST = "specialist"
    HEAD = "head"
    MEMBER = "member"
    CENTRE = "centre"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Label:
        """The words beside the officer's name."""
        return _LABELS[self]


_LABELS: Final = {
    DutyRole.SPECIALIST: Label("Chuyên viên", "Specialist"),
    DutyRole.HEAD: Label("Lãnh đạo Ban Nội chính", "Head of office"),
    DutyRole.MEMBER: Label("Thành viên Ban Chỉ đạo", "Committee member"),
    DutyRole.CENTRE: Label("Ban Nội chính Trung ương", "Centre"),
    DutyRole.ADMINISTRATOR: Label("Quản trị hệ thống", "System administrator"),
}


class Right(enum.Enum):
    """One thing that may be done."""

    READ_DOSSIERS = "read_dossiers"
    READ_FIGURES = "read_figures"
    READ_REPORTS = "read_reports"
    RECORD = "record"
    ADD_DOCUMENTS = "add_documents"
    JUDGE_CLAIMS = "judge_claims"
    DRAFT_REPORTS = "draft_reports"
    ISSUE_REPORTS = "issue_reports"
    MANAGE_OFFICERS = "manage_officers"
    MANAGE_CRITERIA = "manage_criteria"
    KEEP_CALENDAR = "keep_calendar"
    SET_WARNINGS = "set_warnings"
    HAND_OVER = "hand_over"


_READS: Final = frozenset({Right.READ_DOSSIERS, Right.READ_FIGURES, Right.READ_REPORTS})
_WORKS: Final = _READS | {Right.RECORD, Right.ADD_DOCUMENTS, Right.JUDGE_CLAIMS, Right.DRAFT_REPORTS}

RIGHTS: Final[Mapping[DutyRole, frozenset[Right]]] = MappingProxyType(
    {
        DutyRole.SPECIALIST: _WORKS,
        DutyRole.HEAD: _WORKS
        | {Right.ISSUE_REPORTS, Right.MANAGE_CRITERIA, Right.KEEP_CALENDAR, Right.SET_WARNINGS, Right.HAND_OVER},
        DutyRole.MEMBER: _READS,
        DutyRole.CENTRE: _READS | {Right.KEEP_CALENDAR},
        DutyRole.ADMINISTRATOR: frozenset({Right.MANAGE_OFFICERS}),
    }
)
"""The administrator of the system reads no content."""
