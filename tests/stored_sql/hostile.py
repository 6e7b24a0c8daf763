# ruff: noqa: E501 - a table: one text a line
"""Hostile SQL, as data: what each text tries, and how its harm shows when it runs unconfined.

MARK stands in every text of the other realm. `leaks`: the answer or the error
tells something of the other realm, or what no realm may know. `effect`: it changes something; `proof` is a question
that is true then, and without one a table is another than before. `runs`: that it runs at all is the harm, since it
reaches out of its transaction. `slow`: it would go on and on.
"""

from dataclasses import dataclass

MARK = "Zorkmid"


@dataclass(frozen=True)
class Hostile:
    text: str
    tries: str
    harm: str  # leaks, effect, runs, slow
    proof: str = ""  # for an effect; asked on the same connection
    naive: bool = False  # harmful where a text is pasted between brackets and sent as it is
    shows: str = MARK  # for a leak: what would be seen


def leak(tries: str, text: str, shows: str = MARK, naive: bool = False) -> Hostile:
    return Hostile(text, tries, "leaks", shows=shows, naive=naive)


def effect(tries: str, text: str, proof: str = "", naive: bool = False) -> Hostile:
    return Hostile(text, tries, "effect", proof, naive)


def call(tries: str, text: str) -> Hostile:
    return Hostile(text, tries, "runs")


def slow(tries: str, text: str) -> Hostile:
    return Hostile(text, tries, "slow")


R = "registration_registration"
READING = [
    leak("a base table", f"SELECT custom FROM {R}"),
    leak("a base table with its schema", f"SELECT custom FROM public.{R}"),
    leak("a base table, quoted", f'SELECT custom FROM "public"."{R}"'),
    leak("a base table by an escaped name", 'SELECT custom FROM U&"registration\\005fregistration"'),
    leak("a base table in a sub-select", f"SELECT (SELECT string_agg(custom, ',') FROM {R}) AS x"),
    leak("a base table in a CTE", f"WITH r AS MATERIALIZED (SELECT * FROM {R}) SELECT custom FROM r"),
    leak("a base table by TABLE", f"TABLE {R}"),
    leak("a base table by UNION", f"SELECT learner_id FROM registrations UNION ALL SELECT custom FROM {R}"),
    leak("a base table beside a view", f"SELECT b.custom FROM registrations v RIGHT JOIN {R} b ON true"),
    leak("a base table by LATERAL", f"SELECT b.custom FROM generate_series(1, 1) g, LATERAL (SELECT * FROM {R}) b"),
    leak("a base table's whole row", f"SELECT to_json(r) FROM {R} r"),
    leak("a base table by EXISTS", f"SELECT CASE WHEN EXISTS (SELECT FROM {R} WHERE custom = '{MARK}') "
         f"THEN 'there is {MARK[:4]}' || 'mid' END"),
    leak("a base table under a view's name", f'SELECT custom FROM public."{R}" AS registrations'),
    leak("the table of courses", "SELECT title, custom FROM course_course"),
    leak("the table of realms", "SELECT name FROM realm_realm"),
    leak("the table of people", "SELECT 'person ' || email FROM user_user", "person "),
    leak("the realms' secrets", "SELECT 'hash ' || secret_hash FROM realm_realm", "hash "),
    leak("the keys", "SELECT 'hash ' || token_hash FROM api_key_apikey", "hash "),
    leak("the providers' secrets", "SELECT 'secret ' || sc_secret_key FROM course_provider_courseprovider", "secret "),
    leak("the operators' passwords", "SELECT 'password ' || password FROM user_user", "password "),
    leak("other realms' queries", "SELECT description FROM stored_query_storedquery"),
    leak("the seal's key", "SELECT 'key ' || key::text FROM bright_q_seal.key", "key "),
    leak("what learners answered", "SELECT cmi FROM scorm_scostate"),
    leak("roles and their verifiers", "SELECT rolname || ' is ' || coalesce(rolpassword, '') FROM pg_authid", " is "),
    leak("roles by pg_shadow", "SELECT usename || ' is ' || coalesce(passwd, '') FROM pg_shadow", " is "),
    leak("what others run", "SELECT 'sees ' || query FROM pg_stat_activity WHERE pid <> pg_backend_pid()", "sees "),
    leak("what others run, by the function", "SELECT 'sees ' || query FROM pg_stat_get_activity(NULL)", "sees "),
    leak("the statistics of columns", f"SELECT most_common_vals::text FROM pg_stats WHERE most_common_vals::text ~ '{MARK}'"),
    leak("the statistics, raw", f"SELECT stavalues1::text FROM pg_statistic WHERE stavalues1::text ~ '{MARK}'"),
    leak("a file of the server", "SELECT 'reads ' || left(pg_read_file('PG_VERSION'), 2)", "reads "),
    leak("a file of the server, as bytes", "SELECT 'reads ' || pg_read_binary_file('PG_VERSION')::text", "reads "),
    leak("the folders of the server", "SELECT 'has ' || pg_ls_dir('.')", "has "),
    leak("the folders, by another function", "SELECT 'has ' || name FROM pg_ls_waldir()", "has "),
    leak("a file's facts", "SELECT 'size ' || size::text FROM pg_stat_file('PG_VERSION')", "size "),
    leak("the server's settings file", "SELECT 'from ' || name FROM pg_file_settings UNION ALL "
         "SELECT 'from ' || line_number FROM pg_hba_file_rules", "from "),
    leak("a table as XML", f"SELECT table_to_xml('public.{R}', true, false, '')::text"),
    leak("a query as XML", f"SELECT query_to_xml('SELECT custom FROM public.{R}', true, false, '')::text"),
    leak("a schema as XML", "SELECT schema_to_xml('public', true, false, '')::text"),
    leak("the database as XML", "SELECT database_to_xml(true, false, '')::text"),
    leak("a query by text search", f"SELECT word FROM ts_stat('SELECT to_tsvector(''simple'', custom) FROM public.{R}')",
         MARK.lower()),
    leak("a query by ts_rewrite", "SELECT ts_rewrite('a'::tsquery, 'SELECT ''a''::tsquery, "
         f"to_tsquery(''simple'', custom) FROM public.{R} WHERE custom = ''{MARK}''')::text", MARK.lower()),
    leak("a value in an error, by a cast", f"SELECT custom::int FROM {R} WHERE custom = '{MARK}'"),
    leak("a value in an error, by a condition", f"SELECT 1 FROM {R} WHERE custom = '{MARK}' AND custom::date > now()"),
    leak("a value in an error, by XML", f"SELECT xmlparse(DOCUMENT custom)::text FROM {R} WHERE custom = '{MARK}'"),
    leak("a value in an error, by json", f"SELECT custom::json FROM {R} WHERE custom = '{MARK}'"),
    leak("closing the wrap, then a base table", f"SELECT 1) AS a, (SELECT custom FROM {R}", naive=True),
    leak("closing the wrap, then UNION", f"SELECT '') AS a UNION ALL SELECT * FROM (SELECT custom FROM {R}", naive=True),
    leak("ending in a comment", f"SELECT custom FROM {R}) AS x --", naive=True),
    leak("hiding behind comments", f"SELECT/**/custom/* -- */FROM/* /* */ */{R}"),
    leak("hiding behind line breaks", f"SELECT\r\n\tcustom\x0bFROM\x0c{R}"),
    leak("the other realm by its number", f"SELECT custom FROM {R} WHERE realm_id <> 0"),
    leak("a view's definition, run as its owner", f"SELECT custom FROM (SELECT * FROM public.{R} r) AS registrations"),
    leak("large objects", "SELECT 'large ' || encode(data, 'escape') FROM pg_largeobject", "large "),
    leak("a large object by its number", "SELECT 'large ' || encode(lo_get(4711), 'escape')", "large "),
    leak("a range of a row's text", f"SELECT string_agg(substr(custom, n, 1), '') FROM {R}, generate_series(1, 7) n "
         f"WHERE custom = '{MARK}' GROUP BY {R}.id"),
]  # fmt: skip
FORGED = "99:::: 9999999999.00"
CHANGING = [
    effect("deleting", f"DELETE FROM {R}"),
    effect("updating", f"UPDATE {R} SET custom = 'x'", f"SELECT NOT EXISTS (SELECT FROM {R} WHERE custom <> 'x')"),
    effect("inserting", "INSERT INTO tagging_tag (realm_id, kind, tagged_id, name) SELECT id, 'x', id, 'x' FROM realm_realm"),
    effect("a deleting CTE", f"WITH d AS (DELETE FROM {R} RETURNING *) SELECT * FROM d"),
    effect("an inserting CTE", "WITH d AS (INSERT INTO tagging_tag (realm_id, kind, tagged_id, name) SELECT id, 'x', id, 'x' "
           "FROM realm_realm RETURNING *) SELECT * FROM d"),
    effect("a merge", f"MERGE INTO {R} r USING realm_realm m ON r.realm_id = m.id WHEN MATCHED THEN DELETE"),
    effect("truncating", "TRUNCATE tagging_tag, launch_history_launchhistory CASCADE"),
    effect("dropping", "DROP TABLE tagging_tag"),
    effect("creating a table", "CREATE TABLE x AS SELECT 1 AS a", "SELECT to_regclass('x') IS NOT NULL"),
    effect("creating by INTO", "SELECT 1 AS a INTO x", "SELECT to_regclass('x') IS NOT NULL"),
    effect("a temporary table", "CREATE TEMP TABLE registrations AS SELECT 1 AS a",
           "SELECT to_regclass('pg_temp.registrations') IS NOT NULL"),
    effect("a function", "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SELECT pg_temp.f() = 1"),
    effect("altering itself", "ALTER ROLE CURRENT_USER SET work_mem = '1GB'", "SELECT EXISTS (SELECT FROM pg_db_role_setting "
           "WHERE array_to_string(setconfig, ',') ~ 'work_mem=1GB')"),
    effect("granting", "GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC",
           f"SELECT has_table_privilege('pg_monitor', '{R}', 'SELECT')"),
    effect("a second statement", f"SELECT 1; DELETE FROM {R}"),
    effect("ending the transaction", f"SELECT 1; ROLLBACK; BEGIN; DELETE FROM {R}"),
    effect("committing", f"COMMIT; BEGIN; DELETE FROM {R}"),
    effect("ending the wrap, then a statement", f"SELECT 1) AS q; DELETE FROM {R}; SELECT * FROM (SELECT 1", naive=True),
    effect("a statement after a comment", f"SELECT 1 --\n; DELETE FROM {R}"),
    effect("a block of code", f"DO $$ BEGIN DELETE FROM {R}; END $$"),
    effect("a statement by EXPLAIN ANALYZE", f"EXPLAIN ANALYZE DELETE FROM {R}"),
    effect("preparing and executing", f"PREPARE p AS DELETE FROM {R}; EXECUTE p"),
    effect("a statement in XML's function", "SELECT query_to_xml('SELECT lo_unlink(4711)', true, false, '')",
           "SELECT NOT EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = 4711)"),
    effect("setting by SET", "SET work_mem = '1GB'", "SELECT current_setting('work_mem') = '1GB'"),
    effect("its time limit by SET", "SET statement_timeout = 0", "SELECT current_setting('statement_timeout') = '0'"),
    effect("becoming another", "SET ROLE pg_monitor", "SELECT current_user = 'pg_monitor'"),
    effect("its memory by set_config", "SELECT set_config('work_mem', '1GB', false)",
           "SELECT current_setting('work_mem') = '1GB'"),
    effect("its time limit by set_config", "SELECT set_config('statement_timeout', '0', true)",
           "SELECT current_setting('statement_timeout') = '0'"),
    effect("its scope by set_config", f"WITH a AS MATERIALIZED (SELECT set_config('bright.scope', '{FORGED}', true)) "
           "SELECT r.custom FROM a, registrations r", f"SELECT current_setting('bright.scope') = '{FORGED}'"),
    effect("its scope by XML's function", f"SELECT query_to_xml('SELECT set_config(''bright.scope'', ''{FORGED}'', false)', "
           "true, false, '')", f"SELECT current_setting('bright.scope') = '{FORGED}'"),
    effect("its scope in capitals and quotes", f"""SELECT "set_config"('bright.scope', '{FORGED}', false)""",
           f"SELECT current_setting('bright.scope') = '{FORGED}'"),
    effect("its scope by an escaped name", f"""SELECT U&"set\\005fconfig"('bright.scope', '{FORGED}', false)""",
           f"SELECT current_setting('bright.scope') = '{FORGED}'"),
    effect("its scope by updating pg_settings", "UPDATE pg_settings SET setting = 'x' WHERE name = 'application_name'",
           "SELECT current_setting('application_name') = 'x'"),
    effect("shadowing names", "SELECT set_config('search_path', 'pg_temp', false)",
           "SELECT current_setting('search_path') = 'pg_temp'"),
    effect("writing again", "SELECT set_config('default_transaction_read_only', 'off', false)",
           "SELECT current_setting('default_transaction_read_only') = 'off'"),
    effect("making a large object", "SELECT lo_create(4712)", "SELECT EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = 4712)"),
    effect("writing a large object", "SELECT lo_from_bytea(4713, 'x')",
           "SELECT EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = 4713)"),
    effect("removing a large object", "SELECT lo_unlink(4711)",
           "SELECT NOT EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = 4711)"),
    call("a file by COPY", "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null'"),
    call("copying in", "COPY tagging_tag FROM PROGRAM 'true'"),
    effect("a lock for the session", "SELECT pg_advisory_lock(4711)",
           "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())"),
    effect("many locks", "SELECT count(pg_try_advisory_lock(n)) FROM generate_series(1, 100) n",
           "SELECT count(*) >= 100 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"),
    effect("a lock shared", "SELECT pg_try_advisory_xact_lock_shared(4711)",
           "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())"),
    effect("locking a table", f"LOCK TABLE {R} IN ACCESS EXCLUSIVE MODE",
           "SELECT EXISTS (SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND pid = pg_backend_pid())"),
    effect("locking rows", f"SELECT 1 FROM {R} FOR UPDATE",
           "SELECT EXISTS (SELECT FROM pg_locks WHERE mode = 'RowShareLock' AND pid = pg_backend_pid())"),
    call("a message to others", "NOTIFY x"),
    call("a message by its function", "SELECT pg_notify('x', 'y')"),
    call("a message into the log of changes", "SELECT pg_logical_emit_message(false, 'x', 'y')"),
    call("a snapshot for others", "SELECT pg_export_snapshot()"),
    call("ending others", "SELECT pg_terminate_backend(pg_backend_pid() + 100000)"),
    call("cancelling others", "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE pid < 0"),
    call("reloading the server", "SELECT pg_reload_conf()"),
    call("rotating its log", "SELECT pg_switch_wal()"),
    call("emptying its statistics", "SELECT pg_stat_reset()"),
    effect("an open transaction left behind", "SELECT 1; SELECT pg_advisory_lock(1); BEGIN",
           "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())"),
    effect("moving a sequence", "SELECT nextval('tagging_tag_id_seq')", "SELECT last_value > 0 AND is_called FROM tagging_tag_id_seq"),
    effect("setting a sequence", "SELECT setval('tagging_tag_id_seq', 4711)", "SELECT last_value = 4711 FROM tagging_tag_id_seq"),
    effect("declaring a cursor that stays", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "SELECT EXISTS (SELECT FROM pg_cursors)"),
    effect("a schema of its own", "CREATE SCHEMA x", "SELECT to_regnamespace('x') IS NOT NULL"),
    call("an extension", "CREATE EXTENSION IF NOT EXISTS plpgsql"),
]  # fmt: skip
COSTLY = [
    slow("sleeping", "SELECT pg_sleep(60)"),
    slow("sleeping for a while", "SELECT pg_sleep_for('1 minute')"),
    slow("sleeping until then", "SELECT pg_sleep_until(clock_timestamp() + interval '1 minute')"),
    slow("sleeping for each row", "SELECT count(*) FROM generate_series(1, 600) n, LATERAL (SELECT pg_sleep(n * 0 + 0.1)) s"),
    slow("counting to the end of numbers", "SELECT count(*) FROM generate_series(1, 9000000000000000000)"),
    slow("a product without end", "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b"),
    slow("a recursion without end", "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT count(*) FROM r"),
    slow("a regular expression", "SELECT repeat('a', 5000) || 'b' ~ '^(.*)(.*)(.*)(.*)(.*)\\1\\2\\3\\4\\5$'"),
    slow("a product of views", "SELECT count(*) FROM courses a, generate_series(1, 300000) b, generate_series(1, 300000) c "
         "WHERE a.id + b + c = 0"),
    slow("numbers of many digits", "SELECT count(*) FROM generate_series(1, 1000) n WHERE factorial(n + 20000) > n"),
    slow("rows without end, at once", "SELECT repeat('x', 100) FROM generate_series(1, 9000000000000000000)"),
    slow("sorting without end", "SELECT n FROM generate_series(1, 900000000) n ORDER BY md5(n::text)"),
]  # fmt: skip
TEXTS = [*READING, *CHANGING, *COSTLY]
