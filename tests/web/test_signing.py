"""Signing in and out: the door closes after five wrong tries, sign-ins can be ended, rights go with the duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.registers import said

from liemchinh.directory import access
from liemchinh.directory.models import Committee, Duty, Officer, Session

pytestmark = pytest.mark.django_db

NAME, PASSWORD = "ba-ttth", "một mật khẩu đủ dài"


@pytest.fixture
def officer() -> Iterator[Officer]:
    """A specialist of Sơn La with a real password."""
    with access.entered(access.HOUSE):
        found = Officer.objects.create_officer(username=NAME, password=PASSWORD, name="Bà T.T.H.")
        Duty.objects.create(
            officer=found,
            role="specialist",
            committee=Committee.objects.get(code="son-la"),
            valid_from=date(2022, 6, 16),
        )
        yield found


def enter(client: Client, password: str = PASSWORD, **more: str) -> object:
    return client.post("/vao/", {"username": NAME, "password": password, **more})


def test_whoever_is_not_signed_in_is_asked_to_and_then_led_where_they_wanted(officer: Officer) -> None:
    client = Client()
    asked = client.get("/dien/?giai-doan=investigation")
    assert asked.status_code == 302
    assert asked["Location"] == "/vao/?next=%2Fdien%2F%3Fgiai-doan%3Dinvestigation"
    entered = client.post("/vao/", {"username": NAME, "password": PASSWORD, "next": "/dien/?giai-doan=investigation"})
    assert entered["Location"] == "/dien/?giai-doan=investigation"
    assert client.get("/dien/").status_code == 200


def test_nobody_is_led_to_another_host(officer: Officer) -> None:
    entered = Client().post("/vao/", {"username": NAME, "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert entered["Location"] == "/"


def test_a_wrong_password_says_so_and_keeps_the_name(officer: Officer) -> None:
    answer = Client().post("/vao/", {"username": NAME, "password": "sai"})
    assert answer.status_code == 401
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in said(answer)
    assert f'value="{NAME}"' in answer.content.decode()


def test_after_five_wrong_tries_the_door_is_closed_to_the_right_password_too(officer: Officer) -> None:
    client = Client()
    answers = [client.post("/vao/", {"username": NAME, "password": "sai"}).status_code for _ in range(5)]
    assert answers == [401, 401, 401, 401, 429]
    closed = client.post("/vao/", {"username": NAME, "password": PASSWORD})
    assert closed.status_code == 429
    assert "Cửa đóng 15 phút" in said(closed)
    assert client.get("/ban/").status_code == 302


def test_a_sign_in_elsewhere_is_listed_and_can_be_ended(officer: Officer) -> None:
    here, there = Client(), Client(headers={"user-agent": "Máy ở phòng họp"})
    for client in (here, there):
        enter(client)
    listed = said(here.get("/phien/"))
    assert "Máy ở phòng họp" in listed
    other = Session.objects.get(officer=officer, device="Máy ở phòng họp")
    here.post("/phien/", {"session": other.session_key})
    assert there.get("/ban/").status_code == 302
    assert here.get("/ban/").status_code == 200


def test_nobody_ends_the_sign_in_of_another(officer: Officer) -> None:
    mine = Client()
    enter(mine)
    with access.entered(access.HOUSE):
        stranger = Officer.objects.create(username="ong-pvd", name="Ông P.V.D.", password="!")
    theirs = Client()
    theirs.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    key = Session.objects.get(officer=officer).session_key
    theirs.post("/phien/", {"session": key})
    assert mine.get("/ban/").status_code == 200


def test_signing_out_ends_the_session(officer: Officer) -> None:
    client = Client()
    enter(client)
    assert client.get("/ra/").status_code == 405
    client.post("/ra/")
    assert client.get("/ban/").status_code == 302
    assert not Session.objects.filter(officer=officer).exists()


def test_a_duty_that_ends_takes_its_rights_at_the_next_request(officer: Officer) -> None:
    client = Client()
    enter(client)
    assert client.get("/ho-so/mo/").status_code == 200
    with access.entered(access.HOUSE):
        Duty.objects.filter(officer=officer).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert client.get("/ho-so/mo/").status_code == 403
    assert client.get("/ban/").status_code == 403


def test_a_closed_account_reads_nothing_more(officer: Officer) -> None:
    client = Client()
    enter(client)
    with access.entered(access.HOUSE):
        Officer.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get("/ban/").status_code == 302


def test_the_language_is_kept_in_the_browser(officer: Officer) -> None:
    client = Client()
    enter(client)
    client.post("/ngon-ngu/", {"language": "en", "next": "/ban/"})
    assert "My desk" in said(client.get("/ban/"))
    client.post("/ngon-ngu/", {"language": "fr", "next": "/ban/"})
    assert "My desk" in said(client.get("/ban/"))


def test_passwords_are_hashed_with_argon2(officer: Officer) -> None:
    assert officer.password.startswith("argon2")
    assert PASSWORD not in officer.password
