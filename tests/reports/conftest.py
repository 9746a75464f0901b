"""A province with a few months of acts, and the report it draws up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.access import HOUSE
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.places import Place, place_of
from liemchinh.kernel.calendar import Period
from liemchinh.ledger import batch, notation
from liemchinh.reports.editions import Draft, draft, issue
from liemchinh.reports.layouts import SIX_MONTH
from liemchinh.reports.models import Edition

ACTS = """
sổ son-la
hồ sơ PH-2023-001 10/01/2023 Phiên họp đầu năm của Ban Chỉ đạo
  10/01/2023 committee.session_held
  12/01/2023 committee.conclusion_issued; số 21-TB/BCĐ
hồ sơ PH-2023-002 15/02/2023 Họp Thường trực Ban Chỉ đạo tháng 2
  15/02/2023 committee.standing_met
hồ sơ CĐ-2023-001 05/01/2023 Văn bản chỉ đạo năm 2023
  20/01/2023 committee.report_issued; số 60-BC/BCĐ
hồ sơ VA-2022-001 16/06/2022 Tham ô tài sản, xảy ra tại Quỹ tín dụng xã K.
  20/06/2022 case.initiated; tội 353.2; số 12/QĐ-CSĐT; cơ quan Công an tỉnh
  20/06/2022 case.charged; người Ông N.V.A. (nguyên Kế toán) [353.2]; số 13/QĐ-CSĐT
  06/07/2022 watch.put_on; cấp TINH-BCĐ; số 18-TB/BCĐ
hồ sơ VA-2023-001 10/02/2023 Lợi dụng chức vụ, xảy ra tại Ban Quản lý dự án huyện M.
  10/02/2023 case.initiated; tội 356.1; số 3/QĐ-CSĐT; cơ quan Công an tỉnh
  10/02/2023 case.charged; người Ông L.V.B. [356.1]; người Bà T.T.C. [356.1]; số 4/QĐ-CSĐT
  01/03/2023 watch.put_on; cấp TINH-BCĐ; số 2-TB/BCĐ
  15/03/2023 assets.damage_found; tiền damage 26.500.000.000
hồ sơ VV-2023-001 10/03/2023 Dấu hiệu sai phạm trong đấu thầu thiết bị y tế
  11/03/2023 watch.put_on; cấp TINH-BCĐ; số 3-TB/BCĐ
hồ sơ KT-2023-001 10/04/2023 Giám sát việc thực hiện kết luận thanh tra
  12/04/2023 inspection.supervision_started; tổ chức Huyện ủy Đ.; tổ chức Huyện ủy E.; số 5-QĐ/BCĐ
"""


@dataclass(frozen=True)
class Province:
    """The office whose report it is."""

    committee: Committee
    place: Place
    officer: Officer
    period: Period
    now: datetime

    def draft(self, period: Period | None = None) -> Draft:
        """The report as the register gives it now."""
        return draft(SIX_MONTH, self.committee, self.place, period or self.period, scope=HOUSE)

    def issue(self, prepared: Draft | None = None, **given: object) -> Edition:
        """Issue a draft; `given` replaces what is said of it."""
        said: dict[str, object] = {
            "number": "61-BC/BCĐ",
            "issued_on": date(2023, 7, 5),
            "signer": "Đ.V.K.",
            "signer_post": "Phó Trưởng ban Thường trực",
            "officer": self.officer,
            "scope": HOUSE,
            "now": self.now,
        }
        return issue(prepared or self.draft(), **(said | given))  # type: ignore[arg-type]


@pytest.fixture
def province(db: None) -> Iterator[Province]:
    """Sơn La with the acts above, in the scope of the house."""
    now = timezone.now()
    with access.entered(HOUSE):
        officer = Officer.objects.create(username="son-la-bao-cao", name="Ông L.Q.M.", password="!")
        batch.record_text(notation.parse(ACTS, today=now.date()), officer=officer, now=now)
        yield Province(
            committee=Committee.objects.get(code="son-la"),
            place=place_of("14", on=date(2023, 6, 30)),
            officer=officer,
            period=Period(date(2023, 1, 1), date(2023, 6, 30)),
            now=now,
        )
