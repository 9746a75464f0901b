"""Two provinces with half a year of acts, entered day by day, one of them corrected after the half year ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.access import HOUSE
from liemchinh.directory.models import Committee, Duty, Officer
from liemchinh.directory.places import Place, place_of
from liemchinh.directory.roles import DutyRole
from liemchinh.kernel.calendar import Period
from liemchinh.ledger import batch, notation
from liemchinh.ledger.models import Act

# ruff: noqa: E501  (a line of notation is one act)
ACTS = """
sổ son-la
hồ sơ VA-2022-001 10/08/2022 Nhận hối lộ, xảy ra tại Trung tâm Đăng kiểm T.; vào sổ 10/08/2022 08:00
  12/08/2022 case.initiated; tội 354.1; số 1/QĐ-CSĐT; vào sổ 12/08/2022 09:00
  12/08/2022 case.charged; người Ông P.V.T. [354.1]; số 2/QĐ-CSĐT; vào sổ 12/08/2022 09:05
  20/08/2022 watch.put_on; cấp TINH-BCĐ; số 3-TB/BCĐ; vào sổ 20/08/2022 09:00
hồ sơ VA-2023-001 05/01/2023 Tham ô tài sản, xảy ra tại Quỹ tín dụng xã K.; vào sổ 05/01/2023 08:00
  05/01/2023 case.initiated; tội 353.2; số 12/QĐ-CSĐT; vào sổ 06/01/2023 08:00
  05/01/2023 case.charged; người Ông N.V.A. [353.2]; người Bà T.T.C. [353.2]; số 13/QĐ-CSĐT; nhãn a; vào sổ 06/01/2023 08:05
  10/01/2023 watch.put_on; cấp TINH-BCĐ; số 18-TB/BCĐ; vào sổ 12/01/2023 08:00
  20/03/2023 assets.recovered; tiền recovered 2.540.000.000; vào sổ 21/03/2023 08:00
  05/01/2023 đính chính a: case.charged; người Ông N.V.A. [353.2]; số 13/QĐ-CSĐT; ghi chú ghi nhầm; vào sổ 05/07/2023 15:00
hồ sơ VA-2023-002 10/02/2023 Lợi dụng chức vụ, xảy ra tại Ban Quản lý dự án M.; vào sổ 10/02/2023 08:00
  10/02/2023 case.initiated; tội 356.1; số 3/QĐ-CSĐT; vào sổ 11/02/2023 08:00
  11/02/2023 case.charged; người Ông L.V.B. [356.1]; người Bà H.T.D. [356.1]; người Ông Q.V.E. [356.1]; số 4/QĐ-CSĐT; vào sổ 12/02/2023 08:00
  15/02/2023 watch.put_on; cấp TINH-BCĐ; số 2-TB/BCĐ; vào sổ 16/02/2023 08:00
  20/05/2023 watch.taken_off; cấp TINH-BCĐ; lý do settled; số 9-TB/BCĐ; vào sổ 21/05/2023 08:00
hồ sơ VV-2023-001 01/03/2023 Dấu hiệu sai phạm trong đấu thầu; vào sổ 01/03/2023 08:00
  05/03/2023 watch.put_on; cấp TINH-BCĐ; số 5-TB/BCĐ; vào sổ 06/03/2023 08:00
hồ sơ KL-2023-001 01/04/2023 Xem xét kỷ luật ông D.; vào sổ 01/04/2023 08:00
  02/04/2023 discipline.person; người Ông D. [party.warning]; số 7-QĐ/UBKT; vào sổ 02/04/2023 09:00
  20/04/2023 discipline.person; người Ông D. [state.warning]; số 8-QĐ/UBND; vào sổ 21/04/2023 09:00
sổ thai-nguyen-1
hồ sơ VA-2023-001 03/03/2023 Giả mạo trong công tác, xảy ra tại phường H.; vào sổ 03/03/2023 08:00
  04/03/2023 case.initiated; tội 359.1; số 1/QĐ-CSĐT; vào sổ 05/03/2023 08:00
  04/03/2023 case.charged; người Ông G. [359.1]; số 2/QĐ-CSĐT; vào sổ 05/03/2023 08:05
"""

HALF = Period(date(2023, 1, 1), date(2023, 6, 30))
MOMENT = datetime(2023, 11, 20, 8, 0)  # noqa: DTZ001  (made aware below)


@dataclass
class Registers:
    """The two registers, and who signs in to them."""

    now: datetime
    recorder: Officer
    son_la: Committee
    thai_nguyen: Committee
    clients: dict[tuple[str, DutyRole], Client] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Sơn La."""
        return place_of("14", on=HALF.last)

    def client(self, role: DutyRole = DutyRole.HEAD, committee: Committee | None = None) -> Client:
        """Somebody of that duty, signed in."""
        home = committee or (None if role in {DutyRole.CENTRE, DutyRole.ADMINISTRATOR} else self.son_la)
        key = (home.code if home else "", role)
        if key not in self.clients:
            officer = Officer.objects.create(username=f"{role.value}-{key[0]}", name="Bà N.T.H.", password="!")
            Duty.objects.create(officer=officer, role=role.value, committee=home, valid_from=date(2020, 1, 1))
            self.clients[key] = Client()
            self.clients[key].force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        return self.clients[key]

    def correction(self) -> Act:
        """The entry of 05/07/2023 that takes one accused back."""
        return Act.objects.get(replaces__isnull=False, dossier__committee=self.son_la)


def recorded() -> Registers:
    """Record the acts above in the database at hand."""
    now = timezone.make_aware(MOMENT)
    recorder = Officer.objects.create(username="ghi-so", name="Ông L.Q.M.", password="!")
    batch.record_text(notation.parse(ACTS, today=now.date()), officer=recorder, now=now, dated=True)
    return Registers(now, recorder, Committee.objects.get(code="son-la"), Committee.objects.get(code="thai-nguyen-1"))


@pytest.fixture
def registers(db: None) -> Iterator[Registers]:
    """The acts above, in the scope of the house."""
    with access.entered(HOUSE):
        yield recorded()
