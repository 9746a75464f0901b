"""The morning mail: once a day for who asked for it, sent through a mail server on loopback, without a name."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from tests.web.registers import Office, office, said
from tests.web.test_calendar_pages import received, soon

from liemchinh import settings
from liemchinh.commands import digest as command
from liemchinh.directory import access, roster
from liemchinh.directory.roles import DutyRole
from liemchinh.station import StationError
from liemchinh.station.mail import MailServer
from liemchinh.web.calendar.digest import Sent, send_all
from liemchinh.web.models import Digest

pytestmark = pytest.mark.django_db


@dataclass
class Postbox:
    """A mail server for one test: what it took, and addresses that it turns away."""

    port: int = 0
    turned_away: set[str] = field(default_factory=set)
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)

    @property
    def connection(self) -> BaseEmailBackend:
        """As the command makes it."""
        return MailServer.at(f"smtp://127.0.0.1:{self.port}").connection()


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    box = Postbox()

    class Session(socketserver.StreamRequestHandler):
        """Just enough of RFC 5321."""

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 hop-thu.example")
            to = ""
            while line := self.rfile.readline().decode().strip():
                verb = line[:4].upper()
                if verb == "RCPT":
                    to = line.split("<")[1].split(">")[0]
                    self.say("550 khong nhan" if to in box.turned_away else "250 OK")
                elif verb == "DATA":
                    self.say("354 OK")
                    body = b""
                    while (more := self.rfile.readline()) != b".\r\n":
                        body += more
                    box.taken.append((to, email.message_from_bytes(body, policy=email.policy.default)))  # type: ignore[arg-type]
                    self.say("250 OK")
                elif verb == "QUIT":
                    self.say("221 OK")
                    return
                else:
                    self.say("250 OK")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
    server.daemon_threads = True
    box.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield box
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def wanting(desk: Office, role: DutyRole) -> str:
    """The officer of that role switches the mail on; returns the address."""
    address = f"{role.value}@tinhuy.example"
    sent = {"deed": "digest", "email": address, "wants_digest": "1"}
    assert desk.client(role).post("/toi/", sent).status_code == 302
    return address


def send(postbox: Postbox, *, days: int = 0) -> Sent:
    return send_all(postbox.connection, sender="liem-chinh@tinhuy.example", now=timezone.now() + timedelta(days=days))


def body(message: EmailMessage) -> str:
    return message.get_content()


def test_the_mail_holds_numbers_limits_and_days_and_no_name(desk: Office, postbox: Postbox) -> None:
    due = soon(2)
    received(desk, due)
    received(desk, timezone.localdate() - timedelta(days=3), "VV-2026-980")
    address = wanting(desk, DutyRole.SPECIALIST)
    assert send(postbox) == Sent(1, 0, ())
    [(to, message)] = postbox.taken
    text = body(message)
    assert to == address
    assert f"VV-2026-950  Giải quyết nguồn tin  {due:%d/%m/%Y}, còn {(due - timezone.localdate()).days} ngày" in text
    assert "VV-2026-980  Giải quyết nguồn tin" in text
    assert "Quá hạn:" in text
    whole = str(message["subject"]) + text
    for secret in ("Đ.Q.V", "N.K.T", "Bệnh viện", "Trường T", "Dấu hiệu", "VA-2026-901: "):
        assert secret not in whole
    assert "VV-2026" not in message["subject"]


def test_running_twice_sends_once_and_the_next_day_again(desk: Office, postbox: Postbox) -> None:
    received(desk, soon(2))
    wanting(desk, DutyRole.SPECIALIST)
    assert send(postbox).sent == 1
    assert send(postbox) == Sent(0, 1, ())
    assert send(postbox, days=1).sent == 1
    assert len(postbox.taken) == 2
    assert Digest.objects.count() == 2


def test_it_is_off_until_an_officer_switches_it_on_and_off_again_afterwards(desk: Office, postbox: Postbox) -> None:
    received(desk, soon(2))
    assert send(postbox) == Sent(0, 0, ())
    wanting(desk, DutyRole.SPECIALIST)
    sent = {"deed": "digest", "email": "specialist@tinhuy.example"}
    assert desk.client(DutyRole.SPECIALIST).post("/toi/", sent).status_code == 302
    assert send(postbox) == Sent(0, 0, ())
    assert postbox.taken == []


def test_an_address_that_fails_is_named_and_tried_again_while_the_others_get_theirs(
    desk: Office, postbox: Postbox
) -> None:
    received(desk, soon(2))
    postbox.turned_away = {wanting(desk, DutyRole.SPECIALIST)}
    wanting(desk, DutyRole.HEAD)
    assert send(postbox) == Sent(1, 0, ("specialist",))
    postbox.turned_away = set()
    assert send(postbox) == Sent(1, 1, ())
    assert sorted(to for to, _ in postbox.taken) == ["head@tinhuy.example", "specialist@tinhuy.example"]


def test_who_lost_the_duty_gets_nothing(desk: Office, postbox: Postbox) -> None:
    received(desk, soon(2))
    wanting(desk, DutyRole.SPECIALIST)
    officer = desk.officers[DutyRole.SPECIALIST]
    roster.end(access.HOUSE, officer.duties.get(), today=timezone.localdate())
    assert send(postbox) == Sent(0, 1, ())


def test_no_mail_goes_out_on_a_day_without_deadlines(desk: Office, postbox: Postbox) -> None:
    wanting(desk, DutyRole.SPECIALIST)
    quiet = send_all(postbox.connection, sender="a@b.example", now=timezone.now() - timedelta(days=3000))
    assert quiet == Sent(0, 1, ())
    assert Digest.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "", "wants_digest": "1"}, "Ghi địa chỉ thư để nhận tin."),
        ({"email": "khong phai", "wants_digest": "1"}, "Chưa hiểu địa chỉ thư."),
        ({"email": "a@b.example\nBcc: x@y.example", "wants_digest": "1"}, "Chưa hiểu địa chỉ thư."),
    ],
)
def test_an_address_that_is_none_is_refused_and_kept_as_typed(
    desk: Office, typed: dict[str, str], sentence: str
) -> None:
    answer = desk.client(DutyRole.SPECIALIST).post("/toi/", {"deed": "digest", **typed})
    assert answer.status_code == 422
    assert sentence in said(answer)
    desk.officers[DutyRole.SPECIALIST].refresh_from_db()
    assert not desk.officers[DutyRole.SPECIALIST].wants_digest


def test_the_command_says_that_no_server_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIEMCHINH_SMTP", raising=False)
    ran = CliRunner().invoke(command.command)
    assert ran.exit_code == 1
    assert "Chưa đặt LIEMCHINH_SMTP" in ran.output
    assert settings.SMTP.value == ""


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://may-thu", ("smtp", "may-thu", 25, "", "")),
        ("smtp+starttls://ten:m%40t@may-thu", ("smtp+starttls", "may-thu", 587, "ten", "m@t")),
        ("smtps://may-thu:4650", ("smtps", "may-thu", 4650, "", "")),
    ],
)
def test_the_address_of_the_mail_server_is_read(url: str, wanted: tuple[Any, ...]) -> None:
    found = MailServer.at(url)
    assert (found.scheme, found.host, found.port, found.user, found.password) == wanted


@pytest.mark.parametrize("url", ["may-thu", "http://may-thu", "smtp://", "smtp://may-thu:abc"])
def test_an_address_that_names_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(StationError, match="LIEMCHINH_SMTP"):
        MailServer.at(url)
