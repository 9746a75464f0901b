"""The five reports of the demonstration: received, read by the reader, and the stated index figures accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Final

from django.utils import timezone

from liemchinh import reader
from liemchinh.directory.models import Committee, Officer
from liemchinh.figures import claims
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.models import Verdict
from liemchinh.law.holidays import CALENDAR


@dataclass(frozen=True, slots=True)
class Report:
    """One text, the register it belongs to, its day and who received it."""

    file: str
    name: str
    committee: str
    published_on: date
    officer: str

    @property
    def text(self) -> str:
        """The whole text."""
        return (files("liemchinh.demo") / "reports" / self.file).read_text("utf-8")


REPORTS: Final = (
    Report(
        "cum-2-2020.txt",
        "Cụm thi đua số 2 nhìn lại nửa đầu năm 2020",
        "trung-uong",
        date(2020, 7, 28),
        "trung-uong.son",
    ),
    Report(
        "kien-giang-2020.txt",
        "Kiên Giang: tám năm lãnh đạo công tác phòng, chống tham nhũng",
        "kien-giang-1",
        date(2020, 10, 15),
        "an-giang.khoa",
    ),
    Report(
        "thai-nguyen-2023.txt",
        "Một năm Ban Chỉ đạo cấp tỉnh: cả nước và Thái Nguyên",
        "thai-nguyen-1",
        date(2023, 7, 12),
        "thai-nguyen.ha",
    ),
    Report(
        "son-la-2023.txt",
        "Báo cáo kết quả năm đầu hoạt động của Ban Chỉ đạo tỉnh Sơn La",
        "son-la",
        date(2023, 7, 5),
        "son-la.minh",
    ),
    Report(
        "soc-trang-2024.txt",
        "Sóc Trăng: kết quả đánh giá công tác phòng, chống tham nhũng năm 2022",
        "soc-trang-1",
        date(2024, 1, 8),
        "can-tho.loan",
    ),
)


def receive(officers: Mapping[str, Officer], now: datetime) -> None:
    """Receive each report on the working day after its own, have it read, and accept the figures only papers give."""
    committees = {committee.code: committee for committee in Committee.objects.all()}
    for report in REPORTS:
        day = CALENDAR.next_worked(report.published_on + timedelta(days=1))
        moment = min(timezone.make_aware(datetime.combine(day, time(9, 10))), now)
        document = claims.receive(
            claims.Paper(
                name=report.name,
                media_type="text/plain",
                content=report.text.encode(),
                text=report.text,
                published_on=report.published_on,
            ),
            reader.read(report.text, published=report.published_on),
            committee=committees[report.committee],
            officer=officers[report.officer],
            now=moment,
        )
        only_stated = [
            claim
            for claim in claims.current(document=document)
            if claim.indicator in INDICATORS and INDICATORS[claim.indicator].is_stated
        ]
        claims.judge(only_stated, Verdict.ACCEPTED, officer=officers[report.officer], now=moment)
