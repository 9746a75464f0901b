"""A register for tests of the desk: officers of every role and dossiers recorded through the notation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any

from django.test import Client
from django.utils import timezone

from liemchinh.directory.models import Committee, Duty, Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger import batch, notation
from liemchinh.ledger.models import Act, Dossier

ACTS = """
sổ son-la
hồ sơ VA-2026-901 01/03/2026 Vi phạm quy định về đấu thầu, xảy ra tại Bệnh viện H.
  01/03/2026 source.received; lý do recommendation
  12/03/2026 case.initiated; tội 222.3; số 05/QĐ-CSKT; cơ quan Cơ quan Cảnh sát điều tra Công an tỉnh Sơn La
  12/03/2026 case.charged; người Ông Đ.Q.V. (nguyên Giám đốc) [222.3]; người Bà N.K.T. [222.2]; số 06/QĐ-CSKT; nhãn a
  14/03/2026 case.charges_approved; người Ông Đ.Q.V.; người Bà N.K.T.; số 03/QĐ-VKS
  20/03/2026 watch.put_on; cấp TINH-BCĐ; số 18-TB/BCĐ
  02/04/2026 assets.damage_found; tiền damage 9,66 tỷ
  15/04/2026 case.terminated_against; người Bà N.K.T.; lý do no_crime; số 09/QĐ-CSKT
hồ sơ VV-2026-901 10/05/2026 Chuyển mục đích sử dụng rừng phòng hộ tại xã Đ.
  10/05/2026 watch.proposed; cấp TINH-BCĐ
hồ sơ PH-2026-901 10/01/2026 Phiên họp thứ nhất
"""


@dataclass
class Office:
    """The committee of Sơn La with one officer of each role; `moment` is when the acts came in."""

    committee: Committee
    officers: dict[DutyRole, Officer]
    moment: datetime

    def client(self, role: DutyRole = DutyRole.SPECIALIST) -> Client:
        """A browser in which the officer of that role is signed in."""
        client = Client()
        client.force_login(self.officers[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def dossier(self, number: str = "VA-2026-901") -> Dossier:
        """A dossier of this register."""
        return Dossier.objects.select_related("committee").get(committee=self.committee, number=number)

    def act(self, kind: str, number: str = "VA-2026-901") -> Act:
        """The newest act of a kind."""
        return Act.objects.filter(dossier=self.dossier(number), kind=kind).latest("position")


def appoint(committee: Committee, prefix: str = "") -> dict[DutyRole, Officer]:
    """One officer of each role."""
    officers = {}
    for role in DutyRole:
        officer = Officer.objects.create(
            username=f"{prefix}{role.value}", password="!", name=f"Bà {role.value[:3].upper()}."
        )
        home = None if role in {DutyRole.CENTRE, DutyRole.ADMINISTRATOR} else committee
        Duty.objects.create(officer=officer, role=role.value, committee=home, valid_from=date(2022, 1, 1))
        officers[role] = officer
    return officers


def office() -> Office:
    """Appoint the officers and record the acts; call it within the whole scope."""
    committee = Committee.objects.get(code="son-la")
    officers = appoint(committee)
    moment = timezone.now()
    text = notation.parse(ACTS, today=timezone.localdate(moment))
    batch.record_text(text, officer=officers[DutyRole.SPECIALIST], now=moment)
    return Office(committee, officers, moment)


def said(answer: Any) -> str:
    """The words of a page, with plain spaces."""
    html = answer if isinstance(answer, str) else answer.content.decode()
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).replace("\u00a0", " ")


def fields_of(answer: Any, form: str = 'id="act-form"') -> dict[str, Any]:
    """What a browser would send of a form as it stands, without its buttons."""
    html = answer.content.decode()
    inner = html[html.index(form) :]
    inner = inner[: inner.index("</form>")]
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", inner):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind, name = attributes.get("type", "text"), attributes.get("name")
        if not name or kind in {"file", "submit"} or (kind in {"checkbox", "radio"} and " checked" not in tag):
            continue
        value = unescape(attributes.get("value", "on"))
        if kind == "checkbox":
            sent.setdefault(name, []).append(value)
        else:
            sent[name] = value
    for name, text in re.findall(r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', inner, re.DOTALL):
        sent[name] = unescape(text)
    for name, options in re.findall(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', inner, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        first = re.search(r'value="([^"]*)"', options)
        sent[name] = unescape((chosen or first)[1]) if chosen or first else ""
    return sent
