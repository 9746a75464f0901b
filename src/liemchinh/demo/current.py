"""What waits on the desk in Sơn La on the day of loading: live dossiers whose deadlines lie around that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from liemchinh.demo.country import series_of
from liemchinh.demo.invention import Someone, amount, part_of, persons, posts_at, seeded
from liemchinh.demo.lives import Plan, people
from liemchinh.demo.sheet import SLOW, Sheet
from liemchinh.directory.territories import TERRITORIES
from liemchinh.kernel.calendar import add_months, show_date
from liemchinh.law.acts import DossierKind, Rung, Severity
from liemchinh.law.holidays import CALENDAR
from liemchinh.law.limits import LIMITS, Limit
from liemchinh.law.offences import parse_charge
from liemchinh.ledger.notation import Text

PLACE: Final = "son-la"
KEEPERS: Final = ("son-la.hanh", "son-la.hanh", "son-la.dung")
"""Who follows the dossiers in turn."""


@dataclass(frozen=True, slots=True)
class Task:
    """A live dossier: the clock that runs, in how many days it ends (below zero: it ended), and what it is about.

    `clock` "checking", "concluded" and "suspended" are states without a deadline. `offence` empty = a matter.
    """

    clock: str
    due_in: int
    title: str
    offence: str = ""
    accused: int = 2
    extended: int = 0
    level: str = "TINH-BCĐ"


TASKS: Final = (
    Task("investigation", -9, "Vi phạm quy định về đấu thầu gây hậu quả nghiêm trọng, xảy ra tại Bệnh viện H.",
         "222.2", 5, 1),
    Task("source", -5, "Dấu hiệu sai phạm trong thanh toán khối lượng công trình kè suối N."),
    Task("prosecution", -2, "Tham ô tài sản, xảy ra tại Quỹ tín dụng nhân dân C.", "353.2", 2),
    Task("approval", -1, "Vi phạm quy định về quản lý đất đai, xảy ra tại phường M.", "229.2", 3),
    Task("trial.hearing", 0, "Nhận hối lộ, xảy ra tại Trung tâm Đăng kiểm xe cơ giới T.", "354.2", 4),
    Task("source", 0, "Nâng khống giá cây giống hỗ trợ hộ nghèo tại xã P."),
    Task("prosecution", 1, "Lạm dụng chức vụ, quyền hạn chiếm đoạt tài sản, xảy ra tại Ban Quản lý rừng S.",
         "355.2", 2),
    Task("approval", 1, "Lợi dụng chức vụ, quyền hạn trong khi thi hành công vụ, xảy ra tại Sở N.", "356.2", 2),
    Task("trial.preparation", 2, "Vi phạm quy định về kế toán gây hậu quả nghiêm trọng, xảy ra tại Công ty chè V.",
         "221.2", 3),
    Task("source", 3, "Cho thuê trái phép đất công tại khu vực chợ trung tâm xã Y.", level=""),
    Task("investigation", 4, "Thiếu trách nhiệm gây hậu quả nghiêm trọng, xảy ra tại dự án đường tỉnh Đ. – K.",
         "360.2", 3, 1),
    Task("investigation.resumed", 7,
         "Vi phạm quy định về đầu tư công trình xây dựng gây hậu quả nghiêm trọng, xảy ra tại hồ chứa B.", "224.2", 4),
    Task("trial.hearing", 8, "Tham ô tài sản, xảy ra tại Trường Trung học phổ thông L.", "353.1", 1),
    Task("source", 9, "Chi trả tiền bồi thường giải phóng mặt bằng sai đối tượng tại xã T."),
    Task("investigation.supplementary", 10, "Giả mạo trong công tác, xảy ra tại Phòng Công chứng Q.", "359.2", 2),
    Task("prosecution", 11, "Nhận hối lộ, xảy ra tại Chi cục Kiểm lâm vùng G.", "354.3", 3),
    Task("heads", 15, "Tham ô tài sản, xảy ra tại Bảo hiểm xã hội khu vực X.", "353.2", 2),
    Task("investigation", 19, "Lạm quyền trong khi thi hành công vụ, xảy ra tại Ủy ban nhân dân xã K.", "357.1", 2),
    Task("trial.preparation", 23,
         "Vi phạm quy định về bồi thường, hỗ trợ, tái định cư, xảy ra tại dự án thủy điện N.", "230.3", 6),
    Task("investigation", 28, "Nhận hối lộ; Đưa hối lộ, xảy ra tại Ban Quản lý dự án giao thông tỉnh", "354.4", 7, 1,
         "TW-BNC"),
    Task("heads", 33, "Lợi dụng chức vụ, quyền hạn trong khi thi hành công vụ, xảy ra tại Chi cục Thuế khu vực D.",
         "356.1", 2),
    Task("investigation", 41, "Vi phạm quy định về quản lý, sử dụng tài sản nhà nước, xảy ra tại Công ty lâm nghiệp B.",
         "219.2", 4),
    Task("investigation", 62, "Lạm dụng chức vụ, quyền hạn chiếm đoạt tài sản, xảy ra tại Trung tâm Y tế M.",
         "355.1", 1),
    Task("investigation", 88, "Tham ô tài sản, xảy ra tại Bưu điện khu vực T.", "353.3", 1),
    Task("suspended", 0, "Vi phạm quy định về đấu thầu gây hậu quả nghiêm trọng, xảy ra tại Sở G.", "222.3", 4),
    Task("checking", 0, "Chuyển mục đích sử dụng rừng phòng hộ trái quy định tại xã Đ."),
    Task("checking", 0, "Khiếu kiện kéo dài về bồi thường, tái định cư khu đô thị ven suối L."),
    Task("concluded", 0, "Bổ nhiệm cán bộ không đủ điều kiện tại Sở V.", level=""),
)  # fmt: skip
"""In the order of their deadlines; the offences fix the class and with it the limits."""


def register(written: Sequence[Text], today: date, moment: datetime) -> tuple[str, dict[str, str]]:
    """The live dossiers of Sơn La in the notation, and who keeps which ("son-la:VA-2026-004" -> sign-in name)."""
    taken = series_of(written).get(PLACE)
    sheet = Sheet(TERRITORIES[PLACE], seeded("desk"), until=moment)
    if taken:
        sheet.taken = taken
    planned = [_Live(task, number, sheet, today) for number, task in enumerate(TASKS)]
    keepers: dict[str, str] = {}
    for number, live in enumerate(sorted(planned, key=lambda one: one.opened_on)):
        keepers[f"{sheet.committee}:{live.write()}"] = KEEPERS[number % len(KEEPERS)]
    return sheet.text, keepers


def back(day: date, days: int) -> date:
    """The last worked day at least so many days earlier."""
    day -= timedelta(days=days)
    while not CALENDAR.is_worked(day):
        day -= timedelta(days=1)
    return day


def begun_for(limit: Limit, severity: Severity, due: date, extended: int) -> date:
    """The latest day on which a clock that ends on `due`, or as soon before it as it can, has begun."""
    day = due
    while _due(limit, severity, day, extended) > due:
        day -= timedelta(days=1)
    return day


def _due(limit: Limit, severity: Severity, day: date, extended: int) -> date:
    nominal = limit.length(severity).after(day, CALENDAR)
    for extension in limit.extensions[:extended]:
        nominal = extension.length(severity).after(nominal, CALENDAR)
    return CALENDAR.next_worked(nominal)


class _Live:
    """One live dossier, planned backwards from its deadline."""

    def __init__(self, task: Task, number: int, sheet: Sheet, today: date) -> None:
        self.task = task
        self.sheet = sheet
        self.today = today
        self.chance = seeded(f"live {number}")
        self.plan = Plan(sheet)
        self.severity = parse_charge(task.offence).severity if task.offence else Severity.LESS_SERIOUS
        due = today + timedelta(days=task.due_in)
        self.due = back(due, 0) if task.due_in < 0 else CALENDAR.next_worked(due)
        self.accused = self._people() if task.offence else []
        self.opened_on = self._case() if task.offence else self._matter()
        self._watch()

    def write(self) -> str:
        """Into the register; returns the number."""
        kind = DossierKind.CASE if self.task.offence else DossierKind.MATTER
        number = self.sheet.number(kind, self.opened_on.year)
        self.sheet.open(number, self.opened_on, self.task.title)
        self.plan.write()
        return number

    def _people(self) -> list[Someone]:
        names, posts = persons(self.chance), posts_at(self.task.title)
        return [
            Someone(next(names), posts[min(number, len(posts) - 1)], self.task.offence)
            for number in range(self.task.accused)
        ]

    def _number(self, pattern: str, day: date) -> str:
        return f"số {self.sheet.paper(pattern, day)}"

    def _watch(self) -> None:
        day = CALENDAR.next_worked(self.opened_on + timedelta(days=self.chance.randint(6, 16)))
        if self.task.level and day <= self.today:
            number = self._number("{n}-TB/BCĐ", day)
            self.plan.add(day, "watch.put_on", f"cấp {self.task.level}", number)
        elif day <= self.today:
            self.plan.add(day, "watch.proposed", "cấp TINH-BCĐ", "ghi chú chờ Thường trực Ban Chỉ đạo cho ý kiến")

    def _matter(self) -> date:
        task = self.task
        if task.clock == "source":
            opened = begun_for(LIMITS["source"], self.severity, self.due, 0)
            self.plan.add(opened, "source.received", f"lý do {self.chance.choice(('report', 'news'))}")
            return opened
        opened = back(self.today, self.chance.randint(60, 110))
        self.plan.add(opened, "source.received", "lý do report")
        checking = CALENDAR.next_worked(opened + timedelta(days=12))
        self.plan.add(checking, "matter.checking_started", f"cơ quan {self.sheet.bodies.inspectors}")
        if task.clock == "concluded":
            day = back(self.today, 5)
            self.plan.add(day, "matter.concluded", "lý do breach", self._number("{n}/KL-TTr", day))
        return opened

    def _case(self) -> date:
        """The running clock first, then what must have come before it."""
        begun = self.today
        if self.task.clock in LIMITS:
            begun = begun_for(LIMITS[self.task.clock], self.severity, self.due, self.task.extended)
        before = {
            "approval": self._charged,
            "investigation": self._initiated,
            "investigation.resumed": self._resumed,
            "investigation.supplementary": self._returned,
            "prosecution": self._concluded,
            "trial.preparation": self._accepted,
            "trial.hearing": self._ordered,
            "heads": self._in_force,
            "suspended": self._suspended,
        }[self.task.clock]
        return before(begun if self.task.clock != "suspended" else back(self.today, 40))

    def _initiated(self, day: date, *, charged: bool = True) -> date:
        bodies = self.sheet.bodies
        opened = back(day, 12)
        self.plan.add(opened, "source.received", "lý do recommendation")
        self.plan.add(
            day,
            "case.initiated",
            f"tội {self.task.offence}",
            self._number("{n}/QĐ-CSKT", day),
            f"cơ quan {bodies.police}",
        )
        if charged and (self.today - day).days > 4:
            self._charge(CALENDAR.next_worked(day + timedelta(days=1)), approved=True)
            self._money(day)
        self._extend(day)
        return opened

    def _charge(self, day: date, *, approved: bool) -> None:
        bodies = self.sheet.bodies
        who = people(self.accused, charge=True, posts=True)
        self.plan.add(day, "case.charged", *who, self._number("{n}/QĐ-CSKT", day), f"cơ quan {bodies.police}")
        if approved:
            later = min(day + timedelta(days=2), self.today)
            number = self._number("{n}/QĐ-VKS-P3", later)
            self.plan.add(later, "case.charges_approved", *people(self.accused), number, f"cơ quan {bodies.procuracy}")

    def _money(self, day: date) -> None:
        damage = amount(self.chance)
        found = day + timedelta(days=25)
        if found < self.today:
            self.plan.money(found, Rung.DAMAGE, damage)
        if found + timedelta(days=SLOW) < self.today:
            held = part_of(damage, 0.5)
            late = SLOW if self.task.extended else None
            self.plan.money(day + timedelta(days=20), Rung.SEIZED, held, lag=late)

    def _extend(self, day: date) -> None:
        nominal = LIMITS["investigation"].length(self.severity).after(day, CALENDAR)
        for _ in range(self.task.extended):
            asked = back(nominal, 11)
            number = self._number("{n}/QĐ-VKS-P3", asked)
            self.plan.add(asked, "case.investigation_extended", number, f"cơ quan {self.sheet.bodies.procuracy}")

    def _charged(self, day: date) -> date:
        opened = self._initiated(back(day, 1), charged=False)
        self._charge(day, approved=False)
        return opened

    def _whole_investigation(self, until: date) -> date:
        months = LIMITS["investigation"].length(self.severity).count
        return self._initiated(add_months(until, -months) + timedelta(days=4))

    def _suspended(self, day: date) -> date:
        opened = self._whole_investigation(day)
        asked, waits = back(day, 45), self.task.clock == "suspended"
        due = show_date(CALENDAR.next_worked(self.today + timedelta(days=18)) if waits else back(day, 8))
        body = f"nơi nhận {self.sheet.bodies.finance}"
        number = self._number("{n}/YC-CSKT", asked)
        self.plan.add(asked, "expertise.requested", "lý do valuation", body, f"hạn {due}", number)
        self.plan.add(day, "case.suspended", "lý do expertise", self._number("{n}/QĐ-CSKT", day))
        return opened

    def _resumed(self, day: date) -> date:
        opened = self._suspended(back(day, 75))
        told = back(day, 4)
        self.plan.add(told, "expertise.delivered", self._number("{n}/KL-HĐĐG", told))
        self.plan.add(day, "case.resumed", self._number("{n}/QĐ-CSKT", day))
        return opened

    def _concluded(self, day: date) -> date:
        opened = self._whole_investigation(day)
        number = self._number("{n}/KLĐT-CSKT", day)
        self.plan.add(day, "case.investigation_concluded", *people(self.accused), number)
        return opened

    def _returned(self, day: date) -> date:
        opened = self._concluded(back(day, 12))
        number = self._number("{n}/QĐ-VKS-P3", day)
        self.plan.add(day, "case.returned", number, f"cơ quan {self.sheet.bodies.procuracy}")
        return opened

    def _accepted(self, day: date) -> date:
        indicted = back(day, 4)
        opened = self._concluded(back(indicted, 14))
        number = self._number("{n}/CT-VKS-P3", indicted)
        self.plan.add(indicted, "case.indicted", *people(self.accused), number)
        self.plan.add(day, "trial.accepted", f"cơ quan {self.sheet.bodies.court}")
        return opened

    def _ordered(self, day: date) -> date:
        opened = self._accepted(back(day, 24))
        number = self._number("{n}/{year}/QĐXXST-HS", day)
        self.plan.add(day, "trial.ordered", *people(self.accused), number, f"cơ quan {self.sheet.bodies.court}")
        return opened

    def _in_force(self, day: date) -> date:
        tried = back(day, 17)
        opened = self._ordered(back(tried, 10))
        number = self._number("{n}/{year}/HS-ST", tried)
        self.plan.add(tried, "trial.first_instance", *people(self.accused, outcome="guilty"), number)
        self.plan.add(day, "judgment.in_force", *people(self.accused, outcome="guilty"))
        ordered = CALENDAR.next_worked(day + timedelta(days=3))
        self.plan.add(ordered, "judgment.enforcement_ordered", self._number("{n}/{year}/QĐ-CA", ordered))
        return opened
