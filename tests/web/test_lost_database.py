"""The database goes away while an officer saves: an honest page, every word kept, and one record in the end."""

from __future__ import annotations

import re
from html import unescape

from django.db import close_old_connections
from tests.web.registers import fields_of, office, said

from liemchinh.directory import access
from liemchinh.ledger.models import Act
from liemchinh.station.database import Register

WRITE = "/ho-so/son-la/VA-2026-901/ghi/?kind=assets.seized"


def test_what_was_typed_is_kept_and_sent_again_records_once(own_database: str, register: Register) -> None:
    with access.entered(access.HOUSE):
        desk = office()
    client = desk.client()
    sent = fields_of(client.get(WRITE)) | {
        "effective_on": "20/04/2026",
        "money-seized": "4,2 tỷ",
        "document_number": "03/LKB-CSKT",
        "note": "Hai bất động sản, năm tài khoản",
        "step": "record",
    }
    with register.supervise() as supervisor:
        supervisor.execute(f"ALTER DATABASE {own_database} ALLOW_CONNECTIONS false")
        supervisor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (own_database,))
        lost = client.post(WRITE, sent)
        still = client.get("/ban/")
        supervisor.execute(f"ALTER DATABASE {own_database} ALLOW_CONNECTIONS true")
    close_old_connections()  # as the server does at the end of each request; the test's client leaves it out
    assert lost.status_code == 503
    assert "Chưa ghi được: máy chủ không trả lời lúc" in said(lost)
    assert "Hai bất động sản, năm tài khoản" in said(lost)
    assert still.status_code == 503
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', lost.content.decode()))
    again = {name: unescape(value) for name, value in kept.items()}
    assert again["money-seized"] == "4,2 tỷ"
    first, second = (client.post(WRITE, again) for _ in range(2))
    assert first.status_code == second.status_code == 302
    with access.entered(access.HOUSE):
        assert Act.objects.filter(kind="assets.seized", dossier__number="VA-2026-901").count() == 1
