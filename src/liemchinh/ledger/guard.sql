-- What PostgreSQL itself refuses, whoever asks. Applied after every migration; may be applied again at any time.

-- The desk's role holds only what its verbs need.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'liemchinh_app') THEN
        CREATE ROLE liemchinh_app NOLOGIN;
    END IF;
END $$;
GRANT USAGE ON SCHEMA public, derived TO liemchinh_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM liemchinh_app;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO liemchinh_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO liemchinh_app;
GRANT UPDATE ON ledger_head TO liemchinh_app;
GRANT UPDATE (name, post, unit, birth_year, sex) ON ledger_person TO liemchinh_app;
GRANT UPDATE (name, name_en, valid_to) ON ledger_criterion TO liemchinh_app;
GRANT UPDATE (days), DELETE ON ledger_warningdays TO liemchinh_app;
GRANT UPDATE (password, last_login, is_active, name, title, email, wants_digest) ON directory_officer TO liemchinh_app;
GRANT UPDATE (valid_to) ON directory_duty TO liemchinh_app;
GRANT UPDATE, DELETE ON directory_session TO liemchinh_app;
GRANT UPDATE, DELETE ON web_draft, web_savedsearch TO liemchinh_app;
GRANT DELETE ON web_workbook TO liemchinh_app;
GRANT UPDATE (revoked_at) ON web_feed TO liemchinh_app;
-- Jobs are a queue, not facts: numbers of rows that wait for work, and whether it is done.
GRANT UPDATE, DELETE ON procrastinate_jobs, procrastinate_events, procrastinate_workers, procrastinate_periodic_defers
    TO liemchinh_app;
GRANT UPDATE, DELETE ON axes_accessattempt, axes_accesslog, axes_accessfailurelog TO liemchinh_app;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA derived TO liemchinh_app;
-- Views have the rights of their owner: nothing is written through them.
DO $$
DECLARE
    door text;
BEGIN
    FOR door IN SELECT viewname FROM pg_views WHERE schemaname = 'derived' LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON derived.%I FROM liemchinh_app', door);
    END LOOP;
END $$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA derived TO liemchinh_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA derived TO liemchinh_app;

-- Facts are only ever added: no role, not even the owner, changes or removes one.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Sổ chỉ ghi thêm: không sửa, không xóa dòng của bảng %. Ghi sai thì đính chính.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
DO $$
DECLARE
    fact text;
BEGIN
    FOREACH fact IN ARRAY ARRAY[
        'ledger_act', 'ledger_subjectline', 'ledger_moneyline', 'ledger_document', 'ledger_dossier', 'ledger_look',
        'ledger_personlink', 'ledger_personchange', 'ledger_attachment', 'ledger_withdrawal',
        'ledger_documenttext', 'ledger_documentlook', 'ledger_calendarday',
        'figures_claim', 'figures_judgement', 'reports_edition', 'reports_editionfigure'
    ] LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW
             EXECUTE FUNCTION refuse_change()', fact);
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER append_only_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT
             EXECUTE FUNCTION refuse_change()', fact);
    END LOOP;
END $$;

-- A correction stays in the dossier of the act it corrects.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'act_replaces_in_its_dossier') THEN
        ALTER TABLE ledger_act ADD CONSTRAINT act_replaces_in_its_dossier
            FOREIGN KEY (replaces_id, dossier_id) REFERENCES ledger_act (position, dossier_id);
    END IF;
END $$;

-- The second wall: rows of a committee are seen only where the connection has entered a scope that reaches it.
DO $$
DECLARE
    place record;
BEGIN
    FOR place IN
        SELECT c.table_schema, c.table_name
        FROM information_schema.columns c
        JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.column_name = 'committee_id' AND t.table_type = 'BASE TABLE'
          AND c.table_schema IN ('public', 'derived')
          AND c.table_name NOT IN ('directory_duty', 'directory_agency')
    LOOP
        EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', place.table_schema, place.table_name);
        EXECUTE format('DROP POLICY IF EXISTS by_committee ON %I.%I', place.table_schema, place.table_name);
        EXECUTE format($policy$
            CREATE POLICY by_committee ON %I.%I USING (
                (SELECT coalesce(current_setting('liemchinh.scope', true), '') = '*')
                OR committee_id = ANY ((SELECT string_to_array(
                    nullif(nullif(current_setting('liemchinh.scope', true), ''), '*'), ','))::bigint[])
            )$policy$, place.table_schema, place.table_name);
    END LOOP;
END $$;
