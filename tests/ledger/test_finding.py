"""Search: by words as written and without accents, within reach, at both clocks, for all that can be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.access import NOBODY, NotAllowedError, Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import RIGHTS, DutyRole
from liemchinh.kernel.known import Known
from liemchinh.ledger import attachments, batch, derived, documents, finding, hits, notation, persons, record, search
from liemchinh.ledger.entry import Entry, Subject
from liemchinh.ledger.finding import Filters
from liemchinh.ledger.models import Act, Document, DocumentText, Dossier, Look, Person
from liemchinh.ledger.queries import Reading

pytestmark = pytest.mark.django_db

TEXT = """
sổ son-la
hồ sơ VA-2026-801 01/03/2026 Vi phạm quy định về đấu thầu, xảy ra tại Bệnh viện Hòa Bình
  02/03/2026 case.initiated; tội 353.2; số 05/QĐ-CSKT; cơ quan Cơ quan Cảnh sát điều tra Công an tỉnh
  03/03/2026 case.charged; người Nguyễn Văn Ân (nguyên Giám đốc) [353.2]; người Trần Thị Bích [353.2]; số 06/QĐ-CSKT
hồ sơ VA-2025-802 01/04/2025 Tham ô tài sản tại Quỹ tín dụng
  02/04/2025 case.initiated; tội 353.1; số 105/QĐ-CSKT; ghi chú đã trao đổi với Viện kiểm sát về dấu hiệu đầu cơ
  03/04/2025 case.charged; người Lê Văn An (kế toán trưởng) [353.1]; số 7/QĐ-CSKT
hồ sơ VV-2026-801 01/05/2026 Dấu hiệu bao che tại xã Đ.
sổ lai-chau
hồ sơ VA-2026-801 01/03/2026 Vi phạm quy định về đấu thầu tại Kho bạc huyện S.
  02/03/2026 case.initiated; tội 353.2; số 05/QĐ-CSKT
  03/03/2026 case.charged; người Nguyễn Văn Ân [353.2]; số 8/QĐ-CSKT
"""


@pytest.fixture
def officer() -> Iterator[Officer]:
    with access.entered(access.HOUSE):
        found = Officer.objects.create(username="ghi-so", name="Bà T.", password="!")
        now = timezone.now()
        batch.record_text(notation.parse(TEXT, today=timezone.localdate(now)), officer=found, now=now)
        yield found


def scope(code: str = "son-la", officer: Officer | None = None) -> Scope:
    home = Committee.objects.get(code=code).pk
    role = DutyRole.SPECIALIST
    return Scope(officer.pk if officer else None, RIGHTS[role], frozenset({home}), home, (role,))


def reading(**changes: object) -> Reading:
    today = timezone.localdate()
    return replace(Reading(today, today), **changes)  # type: ignore[arg-type]


NOTHING = Filters()


def found(text: str, filters: Filters = NOTHING, *, by: Scope | None = None, at: Reading | None = None) -> list[str]:
    """What is found, each as its kind and what it is called, “~” before what is written otherwise."""
    by = by or scope()
    at = at or reading()
    results = finding.find(by, text, at, filters)
    shown = hits.hits(by, results.matches, at, now=timezone.now())
    return [f"{'~' if hit.match.is_loose else ''}{name(hit)}" for hit in shown]


def name(hit: hits.Hit) -> str:
    if hit.act is not None:
        return f"act {hit.act.document_number}"
    if hit.person is not None:
        return hit.person.name
    if hit.body is not None:
        return hit.body.name
    return hit.document.name if hit.document is not None else hit.dossiers[0].number


# Words ---------------------------------------------------------------------------------------------------------------


def test_without_accents_everything_written_so_is_found(officer: Officer) -> None:
    assert found("dau thau") == ["VA-2026-801"]
    assert found("DAU HIEU") == ["VV-2026-801", "act 105/QĐ-CSKT"]


def test_with_accents_what_is_written_so_comes_first_and_the_rest_is_marked(officer: Officer) -> None:
    assert found("dấu") == ["VV-2026-801", "act 105/QĐ-CSKT", "~VA-2026-801"]
    assert found("đấu") == ["VA-2026-801", "~VV-2026-801", "~act 105/QĐ-CSKT"]


def test_the_place_of_the_tone_and_the_form_of_the_letters_do_not_matter(officer: Officer) -> None:
    for typed in ("Hòa Bình", "hoà bình", "ho\u0300a bi\u0300nh"):
        assert found(typed) == ["VA-2026-801"], typed
    assert found("hoả bình") == ["~VA-2026-801"]


def test_names_but_for_an_accent_stay_three_names_and_order_does_not_matter(officer: Officer) -> None:
    assert found("Ân Nguyễn Văn") == ["Nguyễn Văn Ân"]
    assert found("van an") == ["Lê Văn An", "Nguyễn Văn Ân"]
    assert found("văn ân") == ["Nguyễn Văn Ân", "~Lê Văn An"]
    assert found("Văn Anh") == []


def test_words_in_the_order_typed_come_before_the_same_words_apart(officer: Officer) -> None:
    assert found("qd 05") == ["act 05/QĐ-CSKT"]
    paper(officer, "kê khai tài sản, tính toán lại", "Mới.pdf")
    paper(officer, "sổ kế toán", "Cũ.pdf")
    paper(officer, "tính toán kế hoạch", "Mới nhất.pdf")
    wanted = Filters(thing=("document",))
    assert found("ke toan", wanted) == ["Cũ.pdf", "Mới nhất.pdf", "Mới.pdf"]


def test_words_in_quotation_marks_stand_together(officer: Officer) -> None:
    assert found("thau quy dinh") == ["VA-2026-801"]
    assert found("“thau quy dinh”") == []
    assert found('"quy dinh ve"') == ["VA-2026-801"]


def test_a_number_typed_in_full_comes_first(officer: Officer) -> None:
    assert found("VA-2026-801")[0] == "VA-2026-801"
    assert found("05/QĐ-CSKT") == ["act 05/QĐ-CSKT"]
    assert found("va-2026-8") == ["VA-2026-801"]


def test_the_last_word_may_be_unfinished_when_nothing_else_is_found(officer: Officer) -> None:
    assert found("vi pham quy di") == ["VA-2026-801"]
    assert found("vi pham quy d") == []


def test_words_that_no_single_thing_holds_are_sought_in_title_and_names_together(officer: Officer) -> None:
    results = finding.find(scope(), "đấu thầu Bích", reading())
    assert results.spread
    assert found("đấu thầu Bích") == ["VA-2026-801"]


def test_posts_notes_and_bodies_that_issued_are_searched(officer: Officer) -> None:
    assert found("kế toán trưởng") == ["Lê Văn An"]
    assert found("“Công an tỉnh”") == ["act 05/QĐ-CSKT"]
    assert found("trao đổi Viện kiểm sát") == ["act 105/QĐ-CSKT"]


# Reach and clocks ----------------------------------------------------------------------------------------------------


def test_nothing_out_of_reach_is_found_or_counted(officer: Officer) -> None:
    for typed in ("đấu thầu", "Nguyễn Văn Ân", "05/QĐ-CSKT", "case", "VA-2026-801"):
        ours = finding.find(scope(), typed, reading())
        theirs = finding.find(scope("lai-chau"), typed, reading())
        both = finding.find(Scope(None, RIGHTS[DutyRole.CENTRE], None), typed, reading())
        assert ours.total + theirs.total == both.total, typed
        assert sum(ours.cells.values()) == ours.total
        home = Committee.objects.get(code="son-la").pk
        found_in = {match.dossier_id for match in ours.matches}
        assert not Dossier.objects.filter(pk__in=found_in - {None}).exclude(committee_id=home).exists()


def test_the_index_itself_shows_a_scope_nothing_foreign(officer: Officer) -> None:
    home = Committee.objects.get(code="son-la").pk
    with access.entered(scope()), connection.cursor() as cursor:
        for table in ("findable_in_reach", "findable", "findable_act", "lookup_in_reach", "lookup"):
            cursor.execute(f"SELECT DISTINCT committee_id FROM derived.{table}")
            assert cursor.fetchall() == [(home,)], table
    with access.entered(NOBODY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM derived.findable_in_reach")
        assert cursor.fetchone() == (0,)


def test_search_asks_for_the_right_first(officer: Officer) -> None:
    with pytest.raises(NotAllowedError):
        finding.find(NOBODY, "tham o", reading())


def test_what_came_later_is_not_found_at_an_earlier_knowledge(officer: Officer) -> None:
    first = Act.objects.get(document_number="06/QĐ-CSKT").position - 1
    assert found("Trần Thị Bích", at=reading(known=Known(first))) == []
    assert found("đấu thầu", at=reading(known=Known(first))) == ["VA-2026-801"]


def test_what_had_not_taken_effect_is_not_found_on_an_earlier_day(officer: Officer) -> None:
    assert found("tham ô", at=reading(day=date(2025, 4, 1))) == ["VA-2025-802"]
    assert found("kế toán trưởng", at=reading(day=date(2025, 4, 1))) == []
    assert found("tham ô", at=reading(day=date(2025, 3, 1))) == []


def test_a_struck_act_stays_findable_and_names_its_successor(officer: Officer) -> None:
    wrong = Act.objects.get(document_number="105/QĐ-CSKT")
    fresh = record.correct(
        act=wrong,
        entry=Entry(kind=wrong.kind, effective_on=wrong.effective_on, offence="353.1", document_number="106/QĐ-CSKT"),
        reason="ghi nhầm số",
        officer=officer,
        now=timezone.now(),
    )
    by = scope()
    shown = hits.hits(by, finding.find(by, "105/QĐ-CSKT", reading()).matches, reading(), now=timezone.now())
    assert [(hit.act, hit.replaced_by) for hit in shown] == [(wrong, fresh)]
    before = reading(known=Known(wrong.position))
    shown = hits.hits(by, finding.find(by, "105/QĐ-CSKT", before).matches, before, now=timezone.now())
    assert [hit.replaced_by for hit in shown] == [None]


def test_a_person_shown_is_a_look_at_the_dossier(officer: Officer) -> None:
    found("tham ô", by=scope(officer=officer))
    assert Look.objects.count() == 0
    found("Lê Văn An", by=scope(officer=officer))
    assert Look.objects.get().dossier.number == "VA-2025-802"


# Filters and pages ---------------------------------------------------------------------------------------------------


def test_filters_narrow_and_counts_say_what_each_would_show(officer: Officer) -> None:
    results = finding.find(scope(), "dau", reading(), Filters(thing=("dossier",)))
    assert found("dau", Filters(thing=("dossier",))) == ["VV-2026-801", "VA-2026-801"]
    assert results.of("thing") == {"dossier": 2, "act": 1}
    assert results.of("year") == {"2026": 2}
    assert found("dau", Filters(year=("2025",))) == ["act 105/QĐ-CSKT"]
    assert found("dau", Filters(kind=("matter",))) == ["VV-2026-801"]


def test_filters_reach_past_what_was_taken_when_there_is_more(
    officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "CAP", 1)
    results = finding.find(scope(), "dau", reading())
    assert (results.total, results.is_cut, results.counted_whole) == (1, True, False)
    assert found("dau", Filters(year=("2025",))) == ["act 105/QĐ-CSKT"]
    keeper = (str(officer.pk),)
    assert found("dau", Filters(keeper=keeper, kind=("case",), thing=("dossier",))) == ["VA-2026-801"]
    assert found("dau", Filters(stage=("trial",))) == []


def test_what_is_written_as_typed_is_found_behind_newer_things_that_are_not(
    officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "CAP", 1)
    assert found("đấu")[0] == "VA-2026-801"


def test_pages_follow_one_another_by_key(officer: Officer) -> None:
    results = finding.find(scope(), "qd", reading())
    everything = list(results.matches)
    assert len(everything) >= 4
    start, first = results.page(size=2)
    assert (start, list(first)) == (0, everything[:2])
    start, second = results.page(after=first[-1].key, size=2)
    assert (start, list(second)) == (2, everything[2:4])
    assert results.page(before=second[0].key, size=2) == (0, first)
    assert results.page(after="nonsense")[0] == 0


# Written with the fact -----------------------------------------------------------------------------------------------


def test_an_act_and_whom_it_names_are_found_at_once(officer: Officer) -> None:
    opened = Dossier.objects.get(committee__code="son-la", number="VA-2026-801")
    record.act(
        dossier=opened,
        entry=Entry(
            kind="case.charged",
            effective_on=date(2026, 4, 2),
            document_number="77/QĐ-CSKT",
            subjects=(Subject(name="Quàng Thị Sen", post="thủ quỹ", charge="353.2"),),
        ),
        officer=officer,
        now=timezone.now(),
    )
    assert found("quang thi sen") == ["Quàng Thị Sen"]
    assert found("thủ quỹ") == ["Quàng Thị Sen"]
    assert found("bệnh viện Sen") == ["VA-2026-801"]
    assert found("77/qđ-cskt") == ["act 77/QĐ-CSKT"]
    assert derived.verify() == []


def test_a_name_written_otherwise_is_found_as_it_is_now(officer: Officer) -> None:
    person = Person.objects.get(name="Lê Văn An")
    persons.describe(
        scope=scope(officer=officer), person_id=person.pk, name="Lê Văn Yên", post=person.post, unit="",
        birth_year=None, sex="",
        reason="ghi nhầm", officer=officer, now=timezone.now(),
    )  # fmt: skip
    assert found("Lê Văn Yên") == ["Lê Văn Yên"]
    assert found("Lê Văn An") == []
    assert derived.verify() == []


def paper(officer: Officer, text: str, name: str = "Công văn.pdf") -> Document:
    return documents.keep(
        committee=Committee.objects.get(code="son-la"), name=name, media_type="application/pdf",
        content=name.encode() + text.encode(), text=text, officer=officer, now=timezone.now(),
    )  # fmt: skip


def test_documents_are_found_by_their_text_and_again_when_it_is_recognised(officer: Officer) -> None:
    kept = paper(officer, "Báo cáo kết quả giám định tài sản rừng phòng hộ")
    assert found("giám định rừng") == ["Công văn.pdf"]
    scan = paper(officer, "", "Bản quét.pdf")
    assert found("quét") == ["Bản quét.pdf"]
    DocumentText.objects.create(
        committee_id=scan.committee_id, document=scan, text="biên bản hỏi cung", pages=1, method="x",
        recorded_at=timezone.now(),
    )  # fmt: skip
    from_facts = derived.verify()
    assert [one.table for one in from_facts] == ["findable"]
    act = Act.objects.get(document_number="06/QĐ-CSKT")
    attachments.attach(act=act, document=scan, officer=officer, now=timezone.now())
    assert found("hỏi cung", Filters(kind=("case",))) == ["Bản quét.pdf"]
    assert found("giám định rừng", Filters(kind=("case",))) == []
    assert kept.pk != scan.pk
    assert derived.verify() == []


def test_a_document_no_row_can_hold_is_indexed_as_far_as_it_goes(officer: Officer) -> None:
    paper(officer, "mở đầu " + " ".join(f"{number}x{number * 7919}" for number in range(60_000)), "Bảng.pdf")
    assert found("mở đầu") == ["Bảng.pdf"]
    paper(officer, "kỳ lạ İ 'x' \\ " + "a" * 5000, "Lạ.pdf")
    assert found("kỳ lạ") == ["Lạ.pdf"]


def test_verify_names_what_was_changed_behind_the_back(officer: Officer) -> None:
    assert derived.verify() == []
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE derived.findable SET words = '''khác''' WHERE thing = 'act' AND place = (SELECT max(place)"
            " FROM derived.findable WHERE thing = 'act')"
        )
        cursor.execute("DELETE FROM derived.findable WHERE thing = 'person'")
        cursor.execute("UPDATE derived.lookup SET words = ''")
    tables = [one.table for one in derived.verify()]
    assert len(tables) == 1 + Person.objects.count() + Dossier.objects.count()


# Words, without a register -------------------------------------------------------------------------------------------


def test_what_is_found_is_marked_in_the_text_as_written() -> None:
    text = "Vi phạm về Đấu  thầu, dấu hiệu; HÒA BÌNH"
    assert [text[slice(*span)] for span in search.spans(text, search.query("đấu"), exact=True)] == ["Đấu"]
    assert [text[slice(*span)] for span in search.spans(text, search.query("dau"))] == ["Đấu", "dấu"]
    assert [text[slice(*span)] for span in search.spans(text, search.query("“đấu thầu”"))] == ["Đấu  thầu"]
    assert [text[slice(*span)] for span in search.spans(text, search.query("hoà"), exact=True)] == ["HÒA"]
    assert [text[slice(*span)] for span in search.spans(text, search.query("hieu hi").unfinished)] == ["hiệu"]


def test_an_excerpt_shows_where_most_stands_together() -> None:
    text = "giám " * 3 + "chữ khác " * 100 + "giám định tài sản rừng phòng hộ " + "đoạn sau " * 100
    sought = search.query("giám định rừng")
    start, end = search.excerpt(text, search.spans(text, sought))
    assert "giám định tài sản rừng" in text[start:end]
    assert end - start <= 260
    assert search.excerpt("ngắn", []) == (0, 4)
