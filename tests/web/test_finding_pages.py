"""The page of search and what is kept under a name: what is shown, marked, counted, and to whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.web.registers import Office, appoint, office, said

from liemchinh.directory import access
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger import documents, finding
from liemchinh.web.models import SavedSearch

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def neighbour() -> Client:
    officers = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    client = Client()
    client.force_login(officers[DutyRole.SPECIALIST], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_dossiers_persons_acts_and_documents_stand_in_one_list(desk: Office) -> None:
    documents.keep(
        committee=desk.committee,
        name="Công văn.txt",
        media_type="text/plain",
        content=b"x",
        text="Về việc <b>giám định</b> tại Bệnh viện H.",
        officer=desk.officers[DutyRole.HEAD],
        now=desk.moment,
    )
    client = desk.client()
    text = said(client.get("/tim/?q=bệnh viện"))
    assert "VA-2026-901" in text
    assert "vụ án" in text.lower()
    assert "Công văn.txt" in text
    html = client.get("/tim/?q=giam dinh").content.decode()
    assert "&lt;b&gt;<mark>giám</mark> <mark>định</mark>&lt;/b&gt;" in html
    html = client.get("/tim/?q=06/QĐ-CSKT").content.decode()
    assert f'/ho-so/son-la/VA-2026-901/#muc-{desk.act("case.charged").position}"' in html
    assert "<mark>06/QĐ-CSKT</mark>" in html
    text = said(client.get("/tim/?q=N.K.T."))
    assert "Bà N.K.T ." in text
    assert "VA-2026-901" in text


def test_what_is_written_with_other_accents_stands_below_its_own_head(desk: Office) -> None:
    text = said(desk.client().get("/tim/?q=đau thau"))
    assert text.index("Viết khác dấu") < text.index("VA-2026-901")
    assert "Viết khác dấu" not in said(desk.client().get("/tim/?q=đấu thầu"))
    assert "Viết khác dấu" not in said(desk.client().get("/tim/?q=dau thau"))


def test_filters_are_in_the_address_and_leave_what_they_say(desk: Office) -> None:
    client = desk.client()
    everything = said(client.get("/tim/?q=qd"))
    acts = said(client.get("/tim/?q=qd&gi=act&nam=2026"))
    assert "Tìm thấy ở" in everything or "kết quả." in everything
    assert "hành vi" in acts
    assert "Không có kết quả nào trong các ô đã chọn." in said(client.get("/tim/?q=qd&gi=document"))
    for nonsense in ("gi=x", "nam=99999", "nguoi=" + "9" * 30, "giai-doan='", "loai=%00", "sau=1~2", "truoc=x"):
        assert client.get(f"/tim/?q=qd&{nonsense}").status_code == 200


def test_a_page_leads_to_the_next_and_back(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding.Results.page, "__kwdefaults__", {"after": "", "before": "", "size": 1})
    client = desk.client()
    first = client.get("/tim/?q=qd").content.decode()
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(following).content.decode()
    assert "2–2 trong" in second
    back = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "1–1 trong" in client.get(back).content.decode()


def test_more_than_can_be_shown_is_said_honestly(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "CAP", 1)
    text = said(desk.client().get("/tim/?q=qd"))
    assert "Hơn 1 kết quả; xem được 1 kết quả đầu." in text


def test_the_neighbour_sees_nothing_not_even_a_number(desk: Office) -> None:
    client = neighbour()
    for typed in ("dau thau", "N.K.T.", "VA-2026-901", "06/QĐ-CSKT", "nguyên Giám đốc", "05", "benh vien h"):
        ours, theirs = said(desk.client().get(f"/tim/?q={typed}")), said(client.get(f"/tim/?q={typed}"))
        assert f"Không có gì khớp “{typed}”" in theirs, typed
        assert f"Không có gì khớp “{typed}”" not in ours, typed
        for word in ("Bệnh viện H.", "VA-2026-901/", "Tìm thấy ở", "Người theo dõi", " kết quả."):
            assert word not in theirs, (typed, word)


def test_a_search_is_kept_opened_renamed_and_let_go(desk: Office) -> None:
    client = desk.client()
    sent = {"deed": "keep", "name": " Đấu thầu  y tế ", "path": "/tim/", "query": "q=đấu+thầu&gi=dossier&sau=1~2"}
    kept = client.post("/tim/da-luu/", sent, follow=True)
    assert "Đã lưu “Đấu thầu y tế”." in said(kept)
    saved = SavedSearch.objects.get()
    assert (saved.path, saved.query) == ("/tim/", "q=%C4%91%E1%BA%A5u+th%E1%BA%A7u&gi=dossier")
    assert saved.committee == desk.committee
    for address in ("/tim/", "/ban/", "/tim/da-luu/"):
        assert f'href="/tim/?{saved.query.replace("&", "&amp;")}"' in client.get(address).content.decode(), address
    renamed = {"deed": "rename", "saved": saved.pk, "name": "Y tế"}
    assert "Đã đổi tên thành “Y tế”." in said(client.post("/tim/da-luu/", renamed, follow=True))
    client.post("/tim/da-luu/", {"deed": "remove", "saved": saved.pk})
    assert not SavedSearch.objects.exists()


def test_the_filters_of_a_list_are_kept_too(desk: Office) -> None:
    client = desk.client()
    for address, query in (("/ho-so/", "loai=case&xep=so"), ("/dien/", "loc=1&dien=proposed")):
        html = client.get(f"{address}?{query}").content.decode()
        assert "Lưu bộ lọc" in html
        form = html.split('class="save-search')[1].split("</form>")[0]
        assert f'name="path" value="{address}"' in form
        assert f'name="query" value="{query.replace("&", "&amp;")}"' in form
        sent = {"deed": "keep", "name": address, "path": address, "query": query}
        assert client.post("/tim/da-luu/", sent).status_code == 302
    assert sorted(SavedSearch.objects.values_list("path", "query")) == [
        ("/dien/", "loc=1&dien=proposed"),
        ("/ho-so/", "loai=case&xep=so"),
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "Đặt tên rồi lưu."),
        ({"name": "x" * 81}, "Tên dài quá 80 chữ."),
        ({"name": "Đã có"}, "Đã có mục tên “Đã có”. Đặt tên khác."),
        ({"path": "/can-bo/"}, "Trang này không lưu được."),
        ({"path": "//evil.example/"}, "Trang này không lưu được."),
        ({"query": "q=" + "x" * 2001}, "Quá nhiều lựa chọn để lưu."),
    ],
)
def test_what_cannot_be_kept_is_refused_and_what_was_typed_stays(
    desk: Office, change: dict[str, str], sentence: str
) -> None:
    client = desk.client()
    sent = {"deed": "keep", "name": "Đã có", "path": "/tim/", "query": "q=dau"}
    client.post("/tim/da-luu/", sent)
    answer = client.post("/tim/da-luu/", sent | {"name": "Mới"} | change)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert f'name="query" value="{(sent | change)["query"]}"' in answer.content.decode()
    assert SavedSearch.objects.count() == 1


def test_what_one_officer_keeps_no_other_sees_or_changes(desk: Office) -> None:
    desk.client().post("/tim/da-luu/", {"deed": "keep", "name": "Của tôi", "path": "/tim/", "query": "q=dau"})
    saved = SavedSearch.objects.get()
    for client in (desk.client(DutyRole.HEAD), neighbour()):
        assert "Của tôi" not in said(client.get("/tim/da-luu/"))
        assert client.post("/tim/da-luu/", {"deed": "rename", "saved": saved.pk, "name": "Khác"}).status_code == 422
        client.post("/tim/da-luu/", {"deed": "remove", "saved": saved.pk})
    saved.refresh_from_db()
    assert saved.name == "Của tôi"


def test_an_officer_of_the_centre_keeps_searches_of_the_whole_country(desk: Office) -> None:
    client = desk.client(DutyRole.CENTRE)
    client.post("/tim/da-luu/", {"deed": "keep", "name": "Cả nước", "path": "/tim/", "query": "q=dau"})
    assert SavedSearch.objects.get().committee is None
    assert "Cả nước" in said(client.get("/tim/"))
    assert "Sơn La" in said(client.get("/tim/?q=dau thau"))
