"""What search finds a stamped register by (bench/country.py), and papers with a text of their own.

The words of the few thousand different texts come from the program; PostgreSQL puts them together with the marks of
each row. A sample is compared with what the program would write.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any, Final

import psycopg
from django.db import connections

from liemchinh import settings
from liemchinh.directory import access
from liemchinh.law.book import BOOK
from liemchinh.ledger import lookup, models, search
from liemchinh.ledger.lookup import SHELVES

PAPERS: Final = 20
"""One paper for so many dossiers."""

_SENTENCES: Final = (
    "Báo cáo kết quả giám định giá trị thiệt hại của công trình",
    "Đề nghị cơ quan điều tra cung cấp hồ sơ, tài liệu liên quan",
    "Yêu cầu Ban Quản lý dự án giải trình việc thanh toán khối lượng",
    "Kết luận thanh tra việc quản lý, sử dụng đất công tại địa phương",
    "Đôn đốc thu hồi tài sản bị chiếm đoạt, thất thoát trong vụ án",
    "Biên bản làm việc với Sở Tài chính về quyết toán ngân sách",
    "Thông báo ý kiến của Thường trực Ban Chỉ đạo tại phiên họp",
    "Kế hoạch kiểm tra việc mua sắm trang thiết bị y tế, giáo dục",
    "Hướng dẫn rà soát, xử lý tố giác, tin báo về tội phạm",
    "Danh sách tài khoản, bất động sản cần kê biên, phong tỏa",
)

_SHELVES: Final = ", ".join(
    f"{start} || '{chr(ord('a') + size)}' || (r.place >> {places})"
    for size, places in enumerate(SHELVES)
    for start in ("'^'", "'@' || r.committee_id")
)
_MARKS: Final = (
    "array_to_tsvector(ARRAY['@' || r.committee_id, '~' || extract(year FROM r.day)::int, '~' || r.kind,"
    f" {_SHELVES}]::text[])"
)
_INTO: Final = "INSERT INTO derived.findable (thing, thing_id, dossier_id, committee_id, place, day, words)"


def fill(tell: Callable[[str], object] = print) -> None:
    """Make everything in the register findable. It is the embedded one, and search is asked nothing meanwhile."""
    began = time.perf_counter()
    with settings.REGISTER.supervise(dbname=settings.REGISTER.name) as server:
        server.execute("SET work_mem = '256MB'")
        server.execute("SET maintenance_work_mem = '1GB'")
        server.execute("SET synchronous_commit = off")
        server.execute("SET max_parallel_workers_per_gather = 0")
        server.execute("TRUNCATE derived.findable")
        indexes = server.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'derived'"
            " AND indexname LIKE 'findable%words'"
        ).fetchall()
        for name, _ in indexes:
            server.execute(f"DROP INDEX derived.{name}")
        for step in (_papers, _dossiers, _acts, _subjects, _documents):
            step(server)
            tell(f"{step.__name__[1:]} findable: {time.perf_counter() - began:.0f} s")
        for _, definition in indexes:
            server.execute(definition)
        server.execute("VACUUM ANALYZE derived.findable")
    tell(f"indexed: {time.perf_counter() - began:.0f} s")
    _compare()


def _copied(server: psycopg.Connection[Any], table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    server.execute(f"CREATE TEMP TABLE {table} ({columns})")
    with server.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    server.execute(f"ANALYZE {table}")


def _words(*texts: str) -> str:
    return search.vector(set().union(*(search.lexemes(text) for text in texts if text)))


def _papers(server: psycopg.Connection[Any]) -> None:
    """One paper for every so many dossiers, put to the dossier's first act."""
    officer = server.execute("SELECT min(id) FROM directory_officer").fetchone()
    acts = server.execute(
        "SELECT d.id, d.committee_id, d.title, min(a.position) FROM ledger_dossier d"
        f" JOIN ledger_act a ON a.dossier_id = d.id WHERE d.id % {PAPERS} = 0 GROUP BY 1, 2, 3 ORDER BY 1"
    ).fetchall()

    def written() -> Iterator[tuple[Any, ...]]:
        for number, committee_id, title, _act in acts:
            chance = Random(number)  # noqa: S311 - the same each time
            text = ". ".join([title, *(chance.choice(_SENTENCES) for _ in range(14))])
            content = f"{number} {text}".encode()
            yield (
                number // PAPERS, committee_id, f"Văn bản {number}.txt", "text/plain", content,
                hashlib.sha256(content).hexdigest(), text, "2026-01-02 08:00+07", officer[0] if officer else None,
            )  # fmt: skip

    names = "id, committee_id, name, media_type, content, digest, text, recorded_at, officer_id"
    with server.cursor() as cursor, cursor.copy(f"COPY ledger_document ({names}) FROM STDIN") as copy:
        for row in written():
            copy.write_row(row)
    server.execute(
        "SELECT setval(pg_get_serial_sequence('ledger_document', 'id'), (SELECT max(id) FROM ledger_document))"
    )
    _copied(
        server,
        "put",
        "committee_id bigint, act_id bigint, document_id bigint",
        ((committee_id, act, number // PAPERS) for number, committee_id, _title, act in acts),
    )
    server.execute(
        "INSERT INTO ledger_attachment (committee_id, act_id, document_id, recorded_at, officer_id)"
        " SELECT committee_id, act_id, document_id, '2026-01-02 08:00+07', %s FROM put",
        [officer[0] if officer else None],
    )


def _dossiers(server: psycopg.Connection[Any]) -> None:
    rows = server.execute(
        "SELECT d.id, d.title, d.number, n.names FROM ledger_dossier d LEFT JOIN (SELECT a.dossier_id,"
        " array_agg(DISTINCT coalesce(p.name, o.name)) AS names FROM ledger_subjectline l"
        " JOIN ledger_act a ON a.position = l.act_id LEFT JOIN ledger_person p ON p.id = l.person_id"
        " LEFT JOIN ledger_organisation o ON o.id = l.organisation_id GROUP BY 1) n ON n.dossier_id = d.id"
    )

    def written() -> Iterator[tuple[int, str]]:
        for number, title, name, names in rows:
            words = search.lexemes(title, name) | search.inner_lexemes(names or ()) | {f"#{search.number_key(name)}"}
            yield number, search.vector(words)

    _copied(server, "words_of_dossier", "id bigint, words tsvector", written())
    server.execute(
        f"{_INTO} SELECT 'dossier', r.id, r.id, r.committee_id, r.place, r.day, w.words || {_MARKS}"
        " FROM (SELECT id, committee_id, position AS place, opened_on AS day, kind FROM ledger_dossier) r"
        " JOIN words_of_dossier w USING (id) ORDER BY r.place"
    )


def _acts(server: psycopg.Connection[Any]) -> None:
    texts = server.execute("SELECT DISTINCT kind, document_number, issuer, addressee, note FROM ledger_act").fetchall()

    def written() -> Iterator[tuple[str, ...]]:
        for kind, number, issuer, addressee, note in texts:
            words = set().union(
                *(search.lexemes(one) for one in (BOOK[kind].label.vi, number, issuer, addressee, note))
            )
            key = search.number_key(number)
            yield kind, number, issuer, addressee, note, search.vector(words | ({f"#{key}"} if key else set()))

    columns = "kind text, document_number text, issuer text, addressee text, note text, words tsvector"
    _copied(server, "words_of_act", columns, written())
    server.execute(
        f"{_INTO} SELECT 'act', r.place, r.dossier_id, r.committee_id, r.place, r.day, w.words || {_MARKS}"
        " FROM (SELECT a.position AS place, a.dossier_id, a.committee_id, a.effective_on AS day, d.kind, a.kind AS act,"
        " a.document_number, a.issuer, a.addressee, a.note FROM ledger_act a JOIN ledger_dossier d"
        " ON d.id = a.dossier_id ORDER BY a.position) r"
        " JOIN words_of_act w ON (w.kind, w.document_number, w.issuer, w.addressee, w.note)"
        " = (r.act, r.document_number, r.issuer, r.addressee, r.note) ORDER BY r.place"
    )


def _subjects(server: psycopg.Connection[Any]) -> None:
    people = server.execute("SELECT DISTINCT name FROM ledger_person").fetchall()
    about = server.execute("SELECT DISTINCT post, unit FROM ledger_person").fetchall()
    bodies = server.execute("SELECT DISTINCT name FROM ledger_organisation").fetchall()
    _copied(
        server, "words_of_name", "name text, words tsvector",
        ((name, search.vector(search.name_lexemes(name))) for (name,) in people),
    )  # fmt: skip
    _copied(
        server, "words_of_post", "post text, unit text, words tsvector",
        ((post, unit, _words(f"{post} {unit}".strip())) for post, unit in about),
    )  # fmt: skip
    _copied(server, "words_of_body", "name text, words tsvector", ((name, _words(name)) for (name,) in bodies))
    first = (
        "(SELECT l.{0}_id AS id, l.place, a.dossier_id, a.committee_id, a.effective_on AS day, d.kind"
        " FROM (SELECT {0}_id, min(act_id) AS place FROM ledger_subjectline WHERE {0}_id IS NOT NULL GROUP BY 1) l"
        " JOIN ledger_act a ON a.position = l.place JOIN ledger_dossier d ON d.id = a.dossier_id) r"
    )
    server.execute(
        f"{_INTO} SELECT 'person', r.id, r.dossier_id, r.committee_id, r.place, r.day, n.words || w.words || {_MARKS}"
        f" FROM {first.format('person')} JOIN ledger_person p ON p.id = r.id JOIN words_of_name n USING (name)"
        " JOIN words_of_post w USING (post, unit) ORDER BY r.place"
    )
    server.execute(
        f"{_INTO} SELECT 'body', r.id, r.dossier_id, r.committee_id, r.place, r.day, w.words || {_MARKS}"
        f" FROM {first.format('organisation')} JOIN ledger_organisation p ON p.id = r.id"
        " JOIN words_of_body w USING (name) ORDER BY r.place"
    )


def _documents(_server: psycopg.Connection[Any]) -> None:
    with access.entered(access.HOUSE):
        lookup.enter_documents(models.Document.objects.order_by("pk").values_list("pk", flat=True))
    connections["default"].close()


def _compare() -> None:
    """Stop when PostgreSQL put together something else than the program would."""
    with access.entered(access.HOUSE):
        some = list(models.Dossier.objects.order_by("pk")[:200])
        wrong = list(lookup.differences(some))
    connections["default"].close()
    if wrong:
        raise SystemExit(f"{len(wrong)} rows are not as the program writes them: {wrong[0]}")
