-- Schema "derived", whole. Everything here comes back from the acts by `liemchinh rebuild`: drop it without fear.
-- Every row says over which positions it was believed (since <= position < until) and, where it describes a state,
-- over which days it held ("on" <= day < till). 9223372036854775807 = still believed; 9999-12-31 = still so.

DROP SCHEMA IF EXISTS derived CASCADE;
CREATE SCHEMA derived;

-- One row for each thing that may be counted: the act itself, each person, organisation and amount in it; and each
-- passage of a file or a person into a body's hands or out of them (counted file_enters, person_leaves …).
CREATE TABLE derived.deed (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key bytea NOT NULL,
    committee_id bigint NOT NULL,
    territory_id varchar(40) NOT NULL,
    dossier_id bigint NOT NULL,
    dossier_kind varchar(12) NOT NULL,
    act_id bigint NOT NULL,
    kind varchar(40) NOT NULL,
    counted varchar(16) NOT NULL,
    effective_on date NOT NULL,
    person_id bigint,
    organisation_id bigint,
    amount bigint,
    rung varchar(12) NOT NULL,
    level varchar(10) NOT NULL,
    ground varchar(20) NOT NULL,
    form varchar(20) NOT NULL,
    outcome varchar(20) NOT NULL,
    offence_group varchar(12) NOT NULL,
    stage varchar(20) NOT NULL,
    since bigint NOT NULL,
    until bigint NOT NULL
);
CREATE INDEX deed_counted ON derived.deed (effective_on)
    INCLUDE (territory_id, kind, counted, dossier_kind, offence_group, stage, since, until);
CREATE INDEX deed_by_dossier ON derived.deed (dossier_id);
CREATE INDEX deed_of_place ON derived.deed (territory_id, kind, effective_on) WHERE until = 9223372036854775807;

-- Where a dossier or a person stood: stage, watch level, suspension, role.
CREATE TABLE derived.span (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key bytea NOT NULL,
    committee_id bigint NOT NULL,
    territory_id varchar(40) NOT NULL,
    dossier_id bigint NOT NULL,
    dossier_kind varchar(12) NOT NULL,
    offence_group varchar(12) NOT NULL,
    state varchar(10) NOT NULL,
    detail varchar(20) NOT NULL,
    person_id bigint,
    organisation_id bigint,
    act_id bigint NOT NULL,
    "on" date NOT NULL,
    till date NOT NULL,
    since bigint NOT NULL,
    until bigint NOT NULL
);
CREATE INDEX span_state ON derived.span (state, "on") INCLUDE (till, territory_id, dossier_kind, detail, since, until);
CREATE INDEX span_by_dossier ON derived.span (dossier_id);
CREATE INDEX span_begins ON derived.span (territory_id, state, "on") WHERE until = 9223372036854775807;
CREATE INDEX span_ends ON derived.span (territory_id, state, till)
    WHERE until = 9223372036854775807 AND till < '9999-12-31';

-- Clocks: what each deadline was over which days; due_on is null while suspended.
CREATE TABLE derived.deadline (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key bytea NOT NULL,
    committee_id bigint NOT NULL,
    territory_id varchar(40) NOT NULL,
    dossier_id bigint NOT NULL,
    limit_code varchar(40) NOT NULL,
    act_id bigint NOT NULL,
    due_on date,
    lapses boolean NOT NULL,
    ended_on date NOT NULL,
    ended_by bigint NOT NULL,
    "on" date NOT NULL,
    till date NOT NULL,
    since bigint NOT NULL,
    until bigint NOT NULL
);
CREATE INDEX deadline_due ON derived.deadline (due_on) WHERE until = 9223372036854775807;
CREATE INDEX deadline_open ON derived.deadline (lapses, due_on, dossier_id, id) INCLUDE ("on", committee_id)
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX deadline_open_of_committee ON derived.deadline (committee_id, lapses, due_on, dossier_id, id)
    INCLUDE ("on") WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX deadline_begins ON derived.deadline ("on")
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX deadline_passes ON derived.deadline (till)
    WHERE until = 9223372036854775807 AND till < '9999-12-31';
CREATE INDEX deadline_by_dossier ON derived.deadline (dossier_id);

-- What lists tell apart, as one word: case/watched/investigation/TINH-BCĐ/suspended. Empty parts stay empty.
CREATE FUNCTION derived.cell_of(
    dossier_kind text, watched boolean, was_watched boolean, proposed boolean, stage text, level text, suspended boolean
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN dossier_kind || '/' || CASE WHEN watched THEN 'watched' WHEN was_watched THEN 'off' WHEN proposed THEN 'proposed'
    ELSE '' END || '/' || stage || '/' || level || '/' || CASE WHEN suspended THEN 'suspended' ELSE '' END;

-- One row for each stretch of days in which nothing that lists show about a dossier changed. The last stretch, as it is
-- believed now, has a cell; pages are read along (cell, order), so that any choice of filters costs a few index walks.
CREATE TABLE derived.standing (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key bytea NOT NULL,
    committee_id bigint NOT NULL,
    territory_id varchar(40) NOT NULL,
    dossier_id bigint NOT NULL,
    dossier_kind varchar(12) NOT NULL,
    number varchar(20) NOT NULL,
    stage varchar(20) NOT NULL,
    level varchar(10) NOT NULL,
    watched boolean NOT NULL,
    was_watched boolean NOT NULL,
    proposed boolean NOT NULL,
    suspended boolean NOT NULL,
    accused integer NOT NULL,
    watched_from date,
    next_due date,
    next_limit varchar(40) NOT NULL,
    keeper_id bigint NOT NULL,
    "on" date NOT NULL,
    till date NOT NULL,
    since bigint NOT NULL,
    until bigint NOT NULL,
    due_at date GENERATED ALWAYS AS (coalesce(next_due, '9999-12-31')) STORED,
    listed_at date GENERATED ALWAYS AS (coalesce(watched_from, '9999-12-31')) STORED,
    cell text GENERATED ALWAYS AS (
        CASE WHEN until = 9223372036854775807 AND till = '9999-12-31'
        THEN derived.cell_of(dossier_kind, watched, was_watched, proposed, stage, level, suspended) END
    ) STORED
);
CREATE INDEX standing_by_dossier ON derived.standing (dossier_id);
CREATE INDEX standing_by_due ON derived.standing (cell, due_at, dossier_id)
    INCLUDE (committee_id, "on", id, listed_at, number, next_limit)
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX standing_by_listed ON derived.standing (cell, listed_at, dossier_id)
    INCLUDE (committee_id, "on", id, due_at, next_limit)
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX standing_by_number ON derived.standing (cell, committee_id, number)
    INCLUDE ("on", id, due_at, next_limit)
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX standing_of_committee_by_due ON derived.standing (committee_id, cell, due_at, dossier_id)
    INCLUDE ("on", id, listed_at, number, next_limit)
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX standing_of_committee_by_listed ON derived.standing (committee_id, cell, listed_at, dossier_id)
    INCLUDE ("on", id, due_at, next_limit)
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX standing_of_committee_by_number ON derived.standing (committee_id, cell, number)
    INCLUDE ("on", id, due_at, next_limit)
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX standing_of_keeper ON derived.standing (keeper_id, cell, due_at, dossier_id)
    INCLUDE (committee_id, "on", id, listed_at, number, next_limit)
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX standing_last ON derived.standing (dossier_id) INCLUDE (keeper_id)
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX standing_proposed ON derived.standing ("on" DESC, dossier_id) INCLUDE (committee_id)
    WHERE until = 9223372036854775807 AND till = '9999-12-31' AND proposed AND stage <> 'ended';
CREATE INDEX standing_proposed_to ON derived.standing (committee_id, "on" DESC, dossier_id)
    WHERE until = 9223372036854775807 AND till = '9999-12-31' AND proposed AND stage <> 'ended';
-- What moves the counts of a day without an act: a last stretch that has not begun, one before it that still holds.
CREATE INDEX standing_begins ON derived.standing ("on")
    WHERE until = 9223372036854775807 AND till = '9999-12-31';
CREATE INDEX standing_passes ON derived.standing (till)
    WHERE until = 9223372036854775807 AND till < '9999-12-31';

-- How many dossiers stand in each cell: in a committee (0: in all) with a keeper (0: with any). Beside the whole ("all")
-- those with a deadline, by the month and by the day on which it ends (by limit too). Moved in the transaction that moves the standings.
CREATE TABLE derived.census (
    committee_id bigint NOT NULL,
    keeper_id bigint NOT NULL,
    grain varchar(5) NOT NULL,
    due date NOT NULL,
    next_limit varchar(40) NOT NULL,
    cell text NOT NULL,
    count bigint NOT NULL,
    accused bigint NOT NULL,
    PRIMARY KEY (committee_id, grain, due, keeper_id, next_limit, cell)
) WITH (fillfactor = 70);

-- What each last standing adds to the census: the one definition by which it is moved, counted anew and verified.
CREATE VIEW derived.census_line WITH (security_invoker = true) AS
SELECT s.dossier_id, s.since, s.until, w.committee_id, w.keeper_id, g.grain, g.due, g.next_limit,
    derived.cell_of(s.dossier_kind, s.watched, s.was_watched, s.proposed, s.stage, s.level, s.suspended) AS cell,
    s.accused
FROM derived.standing s
CROSS JOIN LATERAL (VALUES (s.committee_id, s.keeper_id), (s.committee_id, 0), (0, 0)) AS w (committee_id, keeper_id)
CROSS JOIN LATERAL (
    VALUES ('all', DATE '9999-12-31', ''), ('month', date_trunc('month', s.next_due::timestamp)::date, ''),
        ('day', s.next_due, s.next_limit)
) AS g (grain, due, next_limit)
WHERE s.till = '9999-12-31' AND g.due IS NOT NULL;

-- What figures count, summed as it is believed now, so that a page with a few figures of one place needs few rows: deeds
-- by the month of a territory, and of the country (committee 0, territory '') by month and day; of the states that
-- stocks count, how many began less how many ended. `what`: the columns that conditions read, in the order of
-- figures/monthly.py.
CREATE TABLE derived.monthly (
    committee_id bigint NOT NULL,
    territory_id varchar(40) NOT NULL,
    source varchar(4) NOT NULL,
    about varchar(40) NOT NULL,
    grain varchar(5) NOT NULL,
    day date NOT NULL,
    what text NOT NULL,
    lines bigint NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (territory_id, source, grain, about, day, what, committee_id)
) WITH (fillfactor = 70);

CREATE VIEW derived.monthly_line WITH (security_invoker = true) AS
SELECT d.dossier_id, d.since, d.until, w.committee_id, w.territory_id, 'deed' AS source, d.kind AS about, w.grain,
    w.day, concat_ws('/', d.kind, d.counted, d.dossier_kind, d.offence_group, d.level, d.rung, d.stage, d.form) AS what,
    1 AS lines, coalesce(d.amount, 0) AS amount
FROM derived.deed d
CROSS JOIN LATERAL (VALUES
    (d.committee_id, d.territory_id, 'month', date_trunc('month', d.effective_on::timestamp)::date),
    (0, '', 'month', date_trunc('month', d.effective_on::timestamp)::date),
    (0, '', 'day', d.effective_on)
) AS w (committee_id, territory_id, grain, day)
UNION ALL
SELECT s.dossier_id, s.since, s.until, w.committee_id, w.territory_id, 'span', s.state, w.grain,
    w.day, concat_ws('/', s.state, s.detail, s.dossier_kind, s.offence_group), e.sign, 0
FROM derived.span s
CROSS JOIN LATERAL (VALUES (s."on", 1), (s.till, -1)) AS e (day, sign)
CROSS JOIN LATERAL (VALUES
    (s.committee_id, s.territory_id, 'month', date_trunc('month', e.day::timestamp)::date),
    (0, '', 'month', date_trunc('month', e.day::timestamp)::date),
    (0, '', 'day', e.day)
) AS w (committee_id, territory_id, grain, day)
WHERE e.day < '9999-12-31' AND s.state IN ('watch', 'pending', 'pending_of', 'overdue');

-- How many deadlines end on a day, open ones and met ones: in a committee (0: in all), of dossiers with a keeper (0: with
-- any). The keeper is who keeps the dossier now, whoever kept it then.
CREATE TABLE derived.due_day (
    committee_id bigint NOT NULL,
    keeper_id bigint NOT NULL,
    lapses boolean NOT NULL,
    due_on date NOT NULL,
    open bigint NOT NULL,
    met bigint NOT NULL,
    PRIMARY KEY (committee_id, keeper_id, lapses, due_on)
) WITH (fillfactor = 70);

CREATE VIEW derived.due_day_line WITH (security_invoker = true) AS
SELECT c.dossier_id, greatest(c.since, s.since) AS since, least(c.until, s.until) AS until,
    c.until AS deadline_until, s.until AS standing_until, w.committee_id, w.keeper_id, c.lapses, c.due_on, (c.till = '9999-12-31')::int AS open, (c.till < '9999-12-31')::int AS met
FROM derived.deadline c
JOIN derived.standing s ON s.dossier_id = c.dossier_id AND s.till = '9999-12-31'
    AND c.since < s.until AND s.since < c.until
CROSS JOIN LATERAL (VALUES (c.committee_id, s.keeper_id), (c.committee_id, 0), (0, 0)) AS w (committee_id, keeper_id)
WHERE c.due_on IS NOT NULL AND c.till = c.ended_on;

-- Move census, months and days by what was closed and added, each dossier at its position. Runs as the owner: the desk's role does
-- not see the rows of the whole country, and may not write them otherwise.
CREATE FUNCTION derived.move_census(dossiers bigint[], positions bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = derived, pg_temp AS $$
DECLARE
    summed record;
BEGIN
    -- A sum that has come to nothing leaves: what is read stays as short as what there is.
    FOR summed IN
        INSERT INTO derived.census AS c (committee_id, keeper_id, grain, due, next_limit, cell, count, accused)
        SELECT l.committee_id, l.keeper_id, l.grain, l.due, l.next_limit, l.cell, sum(l.sign), sum(l.sign * l.accused)
        FROM (
            SELECT l.*, CASE WHEN l.until = m.at THEN -1 ELSE 1 END AS sign
            FROM unnest(dossiers, positions) AS m (dossier_id, at)
            JOIN derived.census_line l ON l.dossier_id = m.dossier_id
                AND ((l.since = m.at AND l.until = 9223372036854775807) OR (l.until = m.at AND l.since < m.at))
        ) l
        GROUP BY l.committee_id, l.keeper_id, l.grain, l.due, l.next_limit, l.cell
        HAVING sum(l.sign) <> 0 OR sum(l.sign * l.accused) <> 0
        ON CONFLICT (committee_id, grain, due, keeper_id, next_limit, cell)
            DO UPDATE SET count = c.count + excluded.count, accused = c.accused + excluded.accused
        RETURNING c.*
    LOOP
        IF summed.count = 0 AND summed.accused = 0 THEN
            DELETE FROM derived.census d
            WHERE (d.committee_id, d.grain, d.due, d.keeper_id, d.next_limit, d.cell)
                = (summed.committee_id, summed.grain, summed.due, summed.keeper_id, summed.next_limit, summed.cell);
        END IF;
    END LOOP;
    FOR summed IN
        INSERT INTO derived.monthly AS c (committee_id, territory_id, source, about, grain, day, what, lines, amount)
        SELECT l.committee_id, l.territory_id, l.source, l.about, l.grain, l.day, l.what,
            sum(l.sign * l.lines), sum(l.sign * l.amount)
        FROM (
            SELECT l.*, CASE WHEN l.until = m.at THEN -1 ELSE 1 END AS sign
            FROM unnest(dossiers, positions) AS m (dossier_id, at)
            JOIN derived.monthly_line l ON l.dossier_id = m.dossier_id
                AND ((l.since = m.at AND l.until = 9223372036854775807) OR (l.until = m.at AND l.since < m.at))
        ) l
        GROUP BY l.committee_id, l.territory_id, l.source, l.about, l.grain, l.day, l.what
        HAVING sum(l.sign * l.lines) <> 0 OR sum(l.sign * l.amount) <> 0
        ON CONFLICT (territory_id, source, grain, about, day, what, committee_id)
            DO UPDATE SET lines = c.lines + excluded.lines, amount = c.amount + excluded.amount
        RETURNING c.*
    LOOP
        IF summed.lines = 0 AND summed.amount = 0 THEN
            DELETE FROM derived.monthly d
            WHERE (d.territory_id, d.source, d.grain, d.about, d.day, d.what, d.committee_id)
                = (summed.territory_id, summed.source, summed.grain, summed.about, summed.day, summed.what, summed.committee_id);
        END IF;
    END LOOP;
    FOR summed IN
        INSERT INTO derived.due_day AS c (committee_id, keeper_id, lapses, due_on, open, met)
        SELECT l.committee_id, l.keeper_id, l.lapses, l.due_on, sum(l.sign * l.open), sum(l.sign * l.met)
        FROM (
            SELECT l.*, CASE WHEN l.until = m.at THEN -1 ELSE 1 END AS sign
            FROM unnest(dossiers, positions) AS m (dossier_id, at)
            JOIN derived.due_day_line l ON l.dossier_id = m.dossier_id
                AND ((l.since = m.at AND l.until = 9223372036854775807) OR (l.until = m.at AND l.since < m.at))
        ) l
        GROUP BY l.committee_id, l.keeper_id, l.lapses, l.due_on
        HAVING sum(l.sign * l.open) <> 0 OR sum(l.sign * l.met) <> 0
        ON CONFLICT (committee_id, keeper_id, lapses, due_on)
            DO UPDATE SET open = c.open + excluded.open, met = c.met + excluded.met
        RETURNING c.*
    LOOP
        IF summed.open = 0 AND summed.met = 0 THEN
            DELETE FROM derived.due_day d
            WHERE (d.committee_id, d.keeper_id, d.lapses, d.due_on)
                = (summed.committee_id, summed.keeper_id, summed.lapses, summed.due_on);
        END IF;
    END LOOP;
END $$;

-- Add dossiers that came in whole, with every row that is believed now; null: count everything anew.
CREATE FUNCTION derived.take_census(dossiers bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = derived, pg_temp SET work_mem = '256MB' AS $$
BEGIN
    IF dossiers IS NULL THEN
        DELETE FROM derived.census;
        DELETE FROM derived.monthly;
        DELETE FROM derived.due_day;
    END IF;
    INSERT INTO derived.census AS c (committee_id, keeper_id, grain, due, next_limit, cell, count, accused)
    SELECT l.committee_id, l.keeper_id, l.grain, l.due, l.next_limit, l.cell, count(*), sum(l.accused)
    FROM derived.census_line l
    WHERE l.until = 9223372036854775807 AND (dossiers IS NULL OR l.dossier_id = ANY (dossiers))
    GROUP BY l.committee_id, l.keeper_id, l.grain, l.due, l.next_limit, l.cell
    ON CONFLICT (committee_id, grain, due, keeper_id, next_limit, cell)
        DO UPDATE SET count = c.count + excluded.count, accused = c.accused + excluded.accused;
    INSERT INTO derived.monthly AS c (committee_id, territory_id, source, about, grain, day, what, lines, amount)
    SELECT l.committee_id, l.territory_id, l.source, l.about, l.grain, l.day, l.what, sum(l.lines), sum(l.amount)
    FROM derived.monthly_line l
    WHERE l.until = 9223372036854775807 AND (dossiers IS NULL OR l.dossier_id = ANY (dossiers))
    GROUP BY l.committee_id, l.territory_id, l.source, l.about, l.grain, l.day, l.what
    ON CONFLICT (territory_id, source, grain, about, day, what, committee_id)
        DO UPDATE SET lines = c.lines + excluded.lines, amount = c.amount + excluded.amount;
    INSERT INTO derived.due_day AS c (committee_id, keeper_id, lapses, due_on, open, met)
    SELECT l.committee_id, l.keeper_id, l.lapses, l.due_on, sum(l.open), sum(l.met)
    FROM derived.due_day_line l
    WHERE l.deadline_until = 9223372036854775807 AND l.standing_until = 9223372036854775807 AND (dossiers IS NULL OR l.dossier_id = ANY (dossiers))
    GROUP BY l.committee_id, l.keeper_id, l.lapses, l.due_on
    ON CONFLICT (committee_id, keeper_id, lapses, due_on)
        DO UPDATE SET open = c.open + excluded.open, met = c.met + excluded.met;
END $$;

-- By what a person's name is found (kernel/namesakes.py): all its syllables in any order (whole), what it would be with
-- something left out (lacking), the first letters of a name written out (initials) or of an abbreviated one (begun).
CREATE TABLE derived.spelling (
    committee_id bigint NOT NULL,
    key text NOT NULL,
    kind varchar(8) NOT NULL,
    person_id bigint NOT NULL,
    PRIMARY KEY (committee_id, key, kind, person_id)
);
CREATE INDEX spelling_of_person ON derived.spelling (person_id);

-- What search finds a dossier by: folded syllables and adjacent pairs of title, number and names.
CREATE TABLE derived.lookup (
    dossier_id bigint PRIMARY KEY,
    committee_id bigint NOT NULL,
    words tsvector NOT NULL
);
CREATE INDEX lookup_words ON derived.lookup USING gin (words);

-- Everything that search finds, by its words and marks (ledger/search.py, ledger/lookup.py). `place`: the mục that
-- brought it into the register, of a document its own number; newer things have higher places.
CREATE TABLE derived.findable (
    thing varchar(8) NOT NULL,
    thing_id bigint NOT NULL,
    dossier_id bigint,
    committee_id bigint NOT NULL,
    place bigint NOT NULL,
    day date NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (thing, thing_id)
) PARTITION BY LIST (thing);
CREATE TABLE derived.findable_dossier PARTITION OF derived.findable FOR VALUES IN ('dossier');
CREATE TABLE derived.findable_person PARTITION OF derived.findable FOR VALUES IN ('person');
CREATE TABLE derived.findable_body PARTITION OF derived.findable FOR VALUES IN ('body');
CREATE TABLE derived.findable_act PARTITION OF derived.findable FOR VALUES IN ('act');
CREATE TABLE derived.findable_document PARTITION OF derived.findable FOR VALUES IN ('document');
-- What is added waits in a list that every search reads to its end: it is kept short.
CREATE INDEX findable_dossier_words ON derived.findable_dossier USING gin (words) WITH (gin_pending_list_limit = 256);
CREATE INDEX findable_person_words ON derived.findable_person USING gin (words) WITH (gin_pending_list_limit = 256);
CREATE INDEX findable_body_words ON derived.findable_body USING gin (words) WITH (gin_pending_list_limit = 256);
CREATE INDEX findable_act_words ON derived.findable_act USING gin (words) WITH (gin_pending_list_limit = 256);
CREATE INDEX findable_document_words ON derived.findable_document USING gin (words) WITH (gin_pending_list_limit = 256);

-- The doors through which they are searched. A row policy keeps PostgreSQL from using an index on words, because it may
-- not look at a row before the policy has; these views say what the policy says as a condition like any other
-- (docs/decisions/0010-search-through-a-view.md). Only for reading.
CREATE VIEW derived.findable_in_reach AS
    SELECT * FROM derived.findable
    WHERE (SELECT coalesce(current_setting('liemchinh.scope', true), '') = '*')
       OR committee_id = ANY ((SELECT string_to_array(
              nullif(nullif(current_setting('liemchinh.scope', true), ''), '*'), ','))::bigint[]);
CREATE VIEW derived.lookup_in_reach AS
    SELECT * FROM derived.lookup
    WHERE (SELECT coalesce(current_setting('liemchinh.scope', true), '') = '*')
       OR committee_id = ANY ((SELECT string_to_array(
              nullif(nullif(current_setting('liemchinh.scope', true), ''), '*'), ','))::bigint[]);

-- The newest `most` things of one kind that hold what is sought, each column an array, the newest first. Read shelf by
-- shelf from `head` downwards: two of the smallest, then as many places as what was found there lets expect to be
-- enough, on three shelves at most, until they are; what is rare, and was not on the first shelves, is looked for
-- everywhere at once. So the work follows what is taken, not what there is. `committees` null: all; `stages`, `keepers`
-- null: any.
CREATE FUNCTION derived.newest(
    of_thing text, sought text, written tsquery, ordered tsquery, without tsquery, committees bigint[],
    head bigint, known bigint, on_day date, stages text[], keepers bigint[], most integer,
    OUT ids bigint[], OUT dossiers bigint[], OUT places bigint[], OUT years integer[], OUT are_ordered boolean[]
) LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan  -- the same plan whatever is sought, and made once
SET max_parallel_workers_per_gather = 0
AS $$
DECLARE
    sizes CONSTANT integer[] := ARRAY[13, 15, 17, 19, 21, 23];
    starts CONSTANT text[] := coalesce((SELECT array_agg('@' || c) FROM unnest(committees) AS c), ARRAY['^']);
    top bigint := head + 1;
    bottom bigint;
    wanted numeric := 2 * 2 ^ sizes[1];
    size integer;
    marks text;
    more record;
    had integer := 0;
BEGIN
    WHILE top > 0 AND had < most LOOP
        size := 1;
        WHILE size < cardinality(sizes) AND wanted > 2 * 2 ^ sizes[size] LOOP
            size := size + 1;
        END LOOP;
        bottom := (top - least(wanted, top)::bigint) >> sizes[size] << sizes[size];
        IF bottom > 0 THEN
            SELECT string_agg(quote_literal(s || chr(96 + size) || n), ' | ') INTO marks
            FROM unnest(starts) AS s, generate_series(bottom >> sizes[size], (top - 1) >> sizes[size]) AS n;
        ELSE
            SELECT string_agg(quote_literal(s), ' | ') INTO marks FROM unnest(starts) AS s WHERE s <> '^';
        END IF;
        SELECT array_agg(f.thing_id) AS ids, array_agg(f.dossier_id) AS dossiers, array_agg(f.place) AS places,
               array_agg(extract(year FROM f.day)::integer) AS years,
               array_agg(coalesce(f.words @@ ordered, TRUE)) AS are_ordered INTO more
        FROM (
            SELECT w.* FROM derived.findable_in_reach AS w
            WHERE w.thing = of_thing AND w.words @@ (sought || coalesce(' & (' || marks || ')', ''))::tsquery
              AND w.place >= bottom AND w.place < top
              AND (committees IS NULL OR w.committee_id = ANY (committees))
              AND w.day <= on_day AND (written IS NULL OR w.words @@ written)
              AND (without IS NULL OR NOT w.words @@ without)
              AND ((stages IS NULL AND keepers IS NULL) OR EXISTS (
                  SELECT FROM derived.standing AS s
                  WHERE s.dossier_id = w.dossier_id AND s.since <= known AND s.until > known
                    AND s."on" <= on_day AND s.till > on_day
                    AND (stages IS NULL OR s.stage = ANY (stages))
                    AND (keepers IS NULL OR s.keeper_id = ANY (keepers))))
            ORDER BY w.place DESC LIMIT most - had
        ) AS f;
        ids := ids || more.ids;
        dossiers := dossiers || more.dossiers;
        places := places || more.places;
        years := years || more.years;
        are_ordered := are_ordered || more.are_ordered;
        had := coalesce(cardinality(ids), 0);
        -- Nothing on the first shelves: a few more, where an import may have piled up something else; then everywhere.
        wanted := CASE WHEN had > 0 THEN (head + 1 - bottom) * 1.2 * (most - had) / had
                       WHEN top = head + 1 THEN 4 * 2 * 2 ^ sizes[1] ELSE top END;
        top := bottom;
    END LOOP;
END $$;

-- Pages of a scan while it is being recognised: what was done before a kill is not done again, and how far it is can be
-- seen. They leave when the whole text is recorded. Text is null where a page could not be recognised.
CREATE TABLE derived.recognised_page (
    document_id bigint NOT NULL,
    page integer NOT NULL,
    pages integer NOT NULL,
    committee_id bigint NOT NULL,
    text text,
    PRIMARY KEY (document_id, page)
);
