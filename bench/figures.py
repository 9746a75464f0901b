"""A whole report (every indicator, every province, one year) over a million acts against one hand-written SQL pass.

.venv/bin/python bench/figures.py [ACTS]
"""

from __future__ import annotations

import sys
from datetime import date

import ground
from django.db import connections

from liemchinh.directory import access, places
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import NOW, Known
from liemchinh.law.book import BOOK

ONE_SCAN = """
SELECT territory_id,
  count(*) FILTER (WHERE kind = 'committee.session_held' AND counted = 'act'),
  count(*) FILTER (WHERE kind = 'committee.standing_met' AND counted = 'act'),
  count(*) FILTER (WHERE kind = 'committee.conclusion_issued' AND counted = 'act'),
  count(*) FILTER (WHERE kind = 'committee.report_issued' AND counted = 'act'),
  count(*) FILTER (WHERE kind = 'committee.document_issued' AND counted = 'act'),
  count(*) FILTER (WHERE kind = 'watch.put_on' AND counted = 'act' AND dossier_kind = 'case'),
  count(*) FILTER (WHERE kind = 'watch.put_on' AND counted = 'act' AND dossier_kind = 'matter'),
  count(*) FILTER (WHERE kind = 'watch.taken_off' AND counted = 'act' AND dossier_kind = 'case'),
  count(*) FILTER (WHERE kind = 'watch.taken_off' AND counted = 'act' AND dossier_kind = 'matter'),
  count(*) FILTER (WHERE kind = 'case.initiated' AND counted = 'act' AND offence_group IN ('corruption', 'position')),
  count(*) FILTER (WHERE kind = 'case.charged' AND counted = 'person' AND offence_group IN ('corruption', 'position')),
  count(DISTINCT dossier_id) FILTER (WHERE kind = 'case.investigation_concluded' AND counted = 'act'),
  count(DISTINCT person_id) FILTER (WHERE kind = 'case.investigation_concluded' AND counted = 'person'),
  count(DISTINCT dossier_id) FILTER (WHERE kind = 'case.indicted' AND counted = 'act'),
  count(DISTINCT person_id) FILTER (WHERE kind = 'case.indicted' AND counted = 'person'),
  count(DISTINCT dossier_id) FILTER (WHERE kind = 'trial.first_instance' AND counted = 'act'),
  count(DISTINCT person_id) FILTER (WHERE kind = 'trial.first_instance' AND counted = 'person'),
  count(*) FILTER (WHERE kind = 'petty.marked' AND counted = 'act' AND dossier_kind = 'case'),
  count(*) FILTER (WHERE kind = 'petty.marked' AND counted = 'act' AND dossier_kind = 'matter'),
  count(*) FILTER (WHERE kind = 'inspection.check_started' AND counted = 'act'),
  count(*) FILTER (WHERE kind = 'inspection.supervision_started' AND counted = 'act'),
  count(*) FILTER (WHERE kind = 'inspection.audit_started' AND counted = 'act'),
  count(*) FILTER (WHERE kind LIKE 'inspection.%%started' AND counted = 'organisation'),
  count(DISTINCT organisation_id) FILTER (WHERE kind = 'discipline.organisation'),
  count(DISTINCT person_id) FILTER (WHERE kind = 'discipline.person'),
  count(DISTINCT person_id) FILTER (WHERE kind IN ('heads.administrative', 'heads.criminal')),
  sum(amount) FILTER (WHERE rung = 'damage'),
  sum(amount) FILTER (WHERE rung = 'seized'),
  sum(amount) FILTER (WHERE rung = 'recovered')
FROM derived.deed
WHERE effective_on BETWEEN %s AND %s AND since <= %s AND until > %s
GROUP BY territory_id
"""

FILL = """
INSERT INTO derived.deed (key, committee_id, territory_id, dossier_id, dossier_kind, act_id, kind, counted,
  effective_on, person_id, organisation_id, amount, rung, level, ground, form, outcome, offence_group, since, until)
SELECT '\\x00', c.id, c.territory_id, n / 10, d.kinds[1 + n %% array_length(d.kinds, 1)], n,
  k.kinds[1 + (n::bigint * 7919) %% array_length(k.kinds, 1)],
  CASE WHEN m.mode < 5 THEN 'act' WHEN m.mode < 9 THEN 'person' ELSE 'money' END,
  date '2015-01-01' + (n::bigint * 4019 / %(acts)s)::int,
  CASE WHEN m.mode BETWEEN 5 AND 8 THEN n END, NULL,
  CASE WHEN m.mode = 9 THEN 1000000 END, CASE WHEN m.mode = 9 THEN 'damage' ELSE '' END,
  'TINH-BCĐ', '', '', '', CASE WHEN n %% 3 = 0 THEN 'economic' ELSE 'corruption' END, n, 9223372036854775807
FROM generate_series(1, %(acts)s) AS s (n)
CROSS JOIN LATERAL (SELECT n %% 10 AS mode) m
CROSS JOIN (SELECT ARRAY['case', 'matter', 'inspection'] AS kinds) d
CROSS JOIN (SELECT %(kinds)s::text[] AS kinds) k
JOIN (SELECT id, territory_id, row_number() OVER (ORDER BY id) - 1 AS place FROM directory_committee
      WHERE territory_id = ANY(%(territories)s)) c ON c.place = (n / 10) %% 63
"""


def main(acts: int) -> None:
    """Fill, compute, compare."""
    with ground.register():
        day = date(2023, 12, 31)
        everywhere = places.provinces(day)
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                FILL,
                {
                    "acts": acts,
                    "kinds": list(BOOK.codes),
                    "territories": [place.territory_id for place in everywhere],
                },
            )
            cursor.execute(
                "INSERT INTO derived.span (key, committee_id, territory_id, dossier_id, dossier_kind, offence_group,"
                ' state, detail, act_id, "on", till, since, until) SELECT key, committee_id, territory_id, dossier_id,'
                " dossier_kind, offence_group, 'watch', 'TINH-BCĐ', act_id, effective_on, effective_on + 400, since,"
                " until FROM derived.deed WHERE kind = 'watch.put_on' AND counted = 'act'"
            )
            cursor.execute("VACUUM ANALYZE derived.deed")
            cursor.execute("VACUUM ANALYZE derived.span")
        year = Period(date(2023, 1, 1), day)
        codes = [indicator.code for indicator in INDICATORS]

        def report(known: Known) -> object:
            return compute.compute(codes, [*everywhere, places.COUNTRY], year, known)

        def one_pass() -> object:
            with connections["default"].cursor() as cursor:
                cursor.execute(ONE_SCAN, [year.first, year.last, 2**62, 2**62])
                return cursor.fetchall()

        with access.entered(access.HOUSE):
            by_hand = ground.median(one_pass)
            now = ground.median(lambda: report(NOW))
            earlier = ground.median(lambda: report(Known(acts * 9 // 10)))
        print(f"{ground.machine()}; {acts:,} acts, {len(everywhere)} provinces, {len(codes)} indicators, one year")
        print(f"one hand-written pass (29 figures)      {by_hand * 1000:8.1f} ms")
        print(f"the whole report                        {now * 1000:8.1f} ms   ratio {now / by_hand:.2f}")
        print(f"the whole report, as known earlier      {earlier * 1000:8.1f} ms   ratio {earlier / now:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
