"""One register that answers bench/lists.py and bench/searching.py: filled when it is empty, asked here and served."""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from datetime import timedelta
from typing import Any

import country
import findables
import ground
import lives
from django.db import connections
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode

from liemchinh import settings
from liemchinh.directory import access
from liemchinh.directory.models import Officer
from liemchinh.kernel import vietnamese
from liemchinh.station import preparation
from liemchinh.station.serving import Desk

MODEL = "django.contrib.auth.backends.ModelBackend"


def tell(message: str) -> None:
    """What goes on, to whoever looks."""
    print(message, file=sys.stderr, flush=True)


def pages(username: str) -> dict[str, str]:
    """Addresses by what they show."""
    middle = (timezone.localdate() - timedelta(days=700)).isoformat()
    keeper = Officer.objects.get(username="son-la.hanh").pk
    found = {
        "watch list": "/dien/",
        "cases, two filters, by day listed": "/ho-so/?loc=1&loai=case&giai-doan=investigation&xep=vao-dien",
        "all, by number": "/ho-so/?loc=1&xep=so",
        "matters being checked, by number": "/ho-so/?loc=1&loai=matter&giai-doan=checking&xep=so",
        "few: suspended cases": "/ho-so/?loc=1&loai=case&han=suspended",
        "few: suspended cases, by number": "/ho-so/?loc=1&loai=case&han=suspended&xep=so",
        "overdue or near, by day listed": "/ho-so/?loc=1&han=over&han=near&xep=vao-dien",
        "deep page, by day listed": f"/ho-so/?loc=1&xep=vao-dien&sau={middle}~1",
        "last page, backwards": f"/ho-so/?loc=1&truoc=~{10**9}",
        "one keeper, overdue": f"/ho-so/?loc=1&nguoi={keeper}&han=over",
        "desk": "/ban/",
        "dossier of 20 acts": f"/ho-so/{lives.PLACE}/{_case_of(20)}/",
        "dossier of 300 acts": f"/ho-so/{lives.PLACE}/{lives.LONG}/",
    }
    if username.startswith(lives.PLACE):
        found["desk, the whole office"] = "/ban/?ai=tat-ca"
    else:  # a province of ten thousand dossiers has not so many lines
        found["500 lines on paper"] = "/dien/?tat-ca=1&in=1"
    return found


def _case_of(acts: int) -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT d.number FROM ledger_act a JOIN ledger_dossier d ON d.id = a.dossier_id"
            " JOIN directory_committee b ON b.id = a.committee_id WHERE b.code = %s AND d.kind = 'case'"
            " GROUP BY d.number HAVING count(*) = %s ORDER BY 1 LIMIT 1",
            [lives.PLACE, acts],
        )
        return str(cursor.fetchone()[0])


def searches() -> dict[str, str]:
    """Addresses of searches by what is looked for; what stands in the register is taken from it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT p.name FROM ledger_person p JOIN directory_committee b ON b.id = p.committee_id"
            " WHERE b.code = %s ORDER BY p.id DESC OFFSET 20 LIMIT 1",
            [lives.PLACE],
        )
        name = str(cursor.fetchone()[0])
    asked = {
        "a name": name,
        "a name without accents": vietnamese.fold(name),
        "a name of four syllables": "Trần Thị Bích Vân",
        "a common name": "nguyen van an",
        "a phrase": "“quyền sử dụng đất”",
        "a number": _case_of(20),
        "a number that many papers bear": "05/QĐ-CSKT",
        "two common words": "tài sản",
        "two words without accents": "dau gia",
        "four words of a title": "chiếm đoạt tài sản Hòa",
        "a post": "kế toán trưởng",
        "words of papers": "giám định thiệt hại",
        "an unfinished word": "dat trai quy d",
        "nothing": "không gì zzz",
    }
    found = {what: f"/tim/?{urlencode({'q': text})}" for what, text in asked.items()}
    found["two common words, filtered"] = found["two common words"] + "&gi=person&nam=2026"
    return found


def alone(client: Client, address: str, runs: int) -> list[float]:
    """Seconds of each of the requests in this process, after one that is not counted."""
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - began)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    return times[1:]


def together(cookie: str, port: int, address: str, clients: int, runs: int) -> list[float]:
    """Seconds of each request of several clients at the served desk, who all ask at once."""
    times: list[float] = []
    faults: list[int] = []

    def ask() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        for _ in range(max(runs // clients, 1) + 1):
            began = time.perf_counter()
            line.request("GET", address, headers={"Cookie": f"sessionid={cookie}"})
            answer = line.getresponse()
            answer.read()
            took.append(time.perf_counter() - began)
            if answer.status != 200:
                faults.append(answer.status)
        line.close()

    took = times
    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit(f"{address}: {faults[0]}")
    return times[clients:]


def answer(question: dict[str, Any], clients: dict[str, Client], port: int) -> Any:
    """What one line of the parent asks for."""
    if question["ask"] == "ready":
        return ground.machine()
    if question["ask"] == "pages":
        client = clients["now"] = Client(HTTP_HOST="127.0.0.1")
        with access.entered(access.HOUSE):
            client.force_login(Officer.objects.get(username=question["officer"]), MODEL)
            return searches() if question.get("what") == "searches" else pages(question["officer"])
    if question["ask"] == "lines":
        return clients["now"].get(question["address"]).content.count(b"<tr>")
    if question["clients"] == 1:
        return alone(clients["now"], question["address"], question["runs"])
    cookie = clients["now"].cookies["sessionid"].value
    return together(cookie, port, question["address"], question["clients"], question["runs"])


def main(dossiers: int, port: int) -> None:
    """Fill, serve, and answer until the parent closes the line."""
    with ground.register():
        if not (ground.HOME / "filled").exists():
            country.fill(dossiers, tell=tell)
            findables.fill(tell)
            (ground.HOME / "filled").touch()
        preparation.lay_out_static(settings.LAYOUT, tell)
        desk = Desk(settings.LAYOUT, port)
        desk.open()
        try:
            clients: dict[str, Client] = {}
            for line in sys.stdin:
                print(json.dumps(answer(json.loads(line), clients, port)), flush=True)
        finally:
            desk.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
