SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA bright_q;
COMMENT ON SCHEMA bright_q IS 'bb9c9821514cd7fb887215f70cdc79dc';
CREATE SCHEMA bright_q_seal;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE bright_q_seal.key (
    id integer DEFAULT 1 NOT NULL,
    key bytea NOT NULL,
    CONSTRAINT key_id_check CHECK ((id = 1))
);
CREATE VIEW bright_q_seal.scope WITH (security_barrier='true') AS
 SELECT (split_part(parts.body, ':'::text, 1))::bigint AS realm_id,
    (NULLIF(split_part(parts.body, ':'::text, 2), ''::text))::bigint AS course_provider_id,
    (NULLIF(convert_from(decode(split_part(parts.body, ':'::text, 3), 'hex'::text), 'UTF8'::name), ''::text) COLLATE "default") AS email,
    (NULLIF(split_part(parts.body, ':'::text, 4), ''::text))::bigint AS invitation_id
   FROM ( SELECT split_part(said.said, '.'::text, 1) AS body,
            split_part(said.said, '.'::text, 2) AS seal
           FROM current_setting('bright.scope'::text, true) said(said)) parts,
    bright_q_seal.key
  WHERE ((encode(sha256((key.key || sha256((key.key || convert_to(parts.body, 'UTF8'::name))))), 'hex'::text) = parts.seal) AND (((split_part(parts.body, ':'::text, 5))::bigint)::numeric > EXTRACT(epoch FROM statement_timestamp())));
CREATE TABLE public.course_provider_courseprovider (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(200) NOT NULL,
    provider_type character varying(20) NOT NULL,
    sc_app_id character varying(100) NOT NULL,
    sc_secret_key text NOT NULL,
    api_url character varying(200) NOT NULL,
    realm_id bigint NOT NULL
);
CREATE VIEW bright_q.course_providers WITH (security_barrier='true') AS
 SELECT id,
    name,
    provider_type
   FROM public.course_provider_courseprovider p
  WHERE ((( SELECT scope.realm_id
           FROM bright_q_seal.scope
          WHERE ((scope.email IS NULL) AND (scope.invitation_id IS NULL))) IS NOT NULL) AND (realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((( SELECT scope.course_provider_id
           FROM bright_q_seal.scope) IS NULL) OR (id = ( SELECT scope.course_provider_id
           FROM bright_q_seal.scope))) AND true);
CREATE TABLE public.course_course (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    custom text,
    course_guid character varying(250) NOT NULL,
    title text NOT NULL,
    metadata text NOT NULL,
    size bigint NOT NULL,
    versions integer NOT NULL,
    registration_count integer NOT NULL,
    deleted_at timestamp with time zone,
    course_provider_id bigint NOT NULL,
    realm_id bigint NOT NULL,
    CONSTRAINT course_course_registration_count_check CHECK ((registration_count >= 0))
);
CREATE VIEW bright_q.courses WITH (security_barrier='true') AS
 SELECT id,
    course_guid,
    course_provider_id,
    title,
    custom,
    metadata,
    registration_count,
    size,
    versions,
    created_at,
    updated_at
   FROM public.course_course c
  WHERE ((realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((( SELECT scope.course_provider_id
           FROM bright_q_seal.scope) IS NULL) OR (course_provider_id = ( SELECT scope.course_provider_id
           FROM bright_q_seal.scope))) AND (deleted_at IS NULL));
CREATE TABLE public.invitation_invitationlearner (
    id bigint NOT NULL,
    email character varying(320) NOT NULL,
    address character varying(320) NOT NULL,
    active boolean NOT NULL,
    invitation_id bigint NOT NULL
);
CREATE TABLE public.invitation_seat (
    id bigint NOT NULL,
    taken boolean NOT NULL,
    ends_registration boolean NOT NULL,
    set_up_due_at timestamp with time zone,
    set_up_errors integer NOT NULL,
    course_id bigint NOT NULL,
    learner_id bigint NOT NULL,
    registration_id bigint,
    CONSTRAINT invitation_seat_set_up_errors_check CHECK ((set_up_errors >= 0))
);
CREATE TABLE public.registration_registration (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    custom text,
    registration_guid character varying(300) NOT NULL,
    learner_id character varying(320) NOT NULL,
    learner_email character varying(320) GENERATED ALWAYS AS (lower((learner_id)::text)) STORED,
    fname character varying(200) NOT NULL,
    lname character varying(200) NOT NULL,
    active boolean NOT NULL,
    ignore boolean NOT NULL,
    deleted smallint,
    externally_initialized boolean NOT NULL,
    dedup_key character varying(350),
    complete character varying(10) NOT NULL,
    success character varying(9) NOT NULL,
    score double precision,
    totaltime double precision NOT NULL,
    attempts integer NOT NULL,
    course_result text,
    full_result text,
    launched_at timestamp with time zone,
    provider_created_at timestamp with time zone,
    provider_accessed_at timestamp with time zone,
    provider_completed_at timestamp with time zone,
    provider_errcode character varying(50),
    provider_error_message text,
    crawl_type character varying(10) NOT NULL,
    crawl_status character varying(20),
    crawl_error_msg text,
    number_of_crawl_errors integer NOT NULL,
    last_crawled_at timestamp with time zone,
    next_crawl_at timestamp with time zone,
    course_id bigint NOT NULL,
    course_provider_id bigint NOT NULL,
    course_version_id bigint,
    realm_id bigint NOT NULL,
    realm_user_id bigint,
    CONSTRAINT registration_registration_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT registration_registration_deleted_check CHECK ((deleted >= 0)),
    CONSTRAINT registration_registration_number_of_crawl_errors_check CHECK ((number_of_crawl_errors >= 0))
);
CREATE TABLE public.scorm_attempt (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    registration_ref character varying(300) NOT NULL,
    number integer NOT NULL,
    learner_id character varying(320) NOT NULL,
    learner_name character varying(400) NOT NULL,
    launch_count integer NOT NULL,
    first_accessed_at timestamp with time zone,
    last_accessed_at timestamp with time zone,
    completed_at timestamp with time zone,
    completion character varying(10) NOT NULL,
    success character varying(7) NOT NULL,
    score double precision,
    seconds double precision NOT NULL,
    revision integer NOT NULL,
    reported_revision integer NOT NULL,
    package_id bigint NOT NULL,
    CONSTRAINT scorm_attempt_launch_count_check CHECK ((launch_count >= 0)),
    CONSTRAINT scorm_attempt_number_check CHECK ((number >= 0)),
    CONSTRAINT scorm_attempt_reported_revision_check CHECK ((reported_revision >= 0)),
    CONSTRAINT scorm_attempt_revision_check CHECK ((revision >= 0))
);
CREATE TABLE public.scorm_sco (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    identifier character varying(4000) NOT NULL,
    title text NOT NULL,
    href text NOT NULL,
    kind character varying(5) NOT NULL,
    visible boolean NOT NULL,
    mastery_score double precision,
    scaled_passing_score double precision,
    completion_threshold double precision,
    max_time_allowed character varying(40) NOT NULL,
    time_limit_action character varying(40) NOT NULL,
    launch_data text NOT NULL,
    objective_ids jsonb NOT NULL,
    package_id bigint NOT NULL,
    CONSTRAINT scorm_sco_position_check CHECK (("position" >= 0))
);
CREATE TABLE public.scorm_scostate (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    cmi jsonb NOT NULL,
    completion character varying(10) NOT NULL,
    success character varying(7) NOT NULL,
    score double precision,
    seconds double precision NOT NULL,
    finished boolean NOT NULL,
    last_sequence integer NOT NULL,
    attempt_id bigint NOT NULL,
    last_session_id bigint,
    sco_id bigint NOT NULL,
    CONSTRAINT scorm_scostate_last_sequence_check CHECK ((last_sequence >= 0))
);
CREATE VIEW bright_q.interactions WITH (security_barrier='true') AS
 SELECT r.id AS registration_id,
    r.registration_guid,
    c.course_guid,
    r.learner_email,
    a.number AS attempt,
    o.identifier AS sco,
    o.title AS sco_title,
    (e.key)::integer AS "position",
    (e.value ->> 'id'::text) AS interaction_id,
    (e.value ->> 'type'::text) AS type,
    (e.value ->> 'description'::text) AS question,
    COALESCE((e.value ->> 'learner_response'::text), (e.value ->> 'student_response'::text)) AS learner_response,
    (e.value #>> '{correct_responses,0,pattern}'::text[]) AS correct_response,
    (e.value ->> 'result'::text) AS result,
    (e.value ->> 'weighting'::text) AS weighting,
    (e.value ->> 'latency'::text) AS latency,
    COALESCE((e.value ->> 'timestamp'::text), (e.value ->> 'time'::text)) AS answered_at,
    t.updated_at
   FROM (((((public.registration_registration r
     JOIN public.course_course c ON ((c.id = r.course_id)))
     JOIN public.scorm_attempt a ON (((a.registration_ref)::text = ((r.course_provider_id || '/'::text) || (r.registration_guid)::text))))
     JOIN public.scorm_scostate t ON ((t.attempt_id = a.id)))
     JOIN public.scorm_sco o ON ((o.id = t.sco_id)))
     CROSS JOIN LATERAL jsonb_each(
        CASE
            WHEN (jsonb_typeof((t.cmi -> 'interactions'::text)) = 'object'::text) THEN (t.cmi -> 'interactions'::text)
            ELSE '{}'::jsonb
        END) e(key, value))
  WHERE ((( SELECT scope.realm_id
           FROM bright_q_seal.scope
          WHERE ((scope.email IS NULL) AND (scope.invitation_id IS NULL))) IS NOT NULL) AND (r.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((( SELECT scope.course_provider_id
           FROM bright_q_seal.scope) IS NULL) OR (r.course_provider_id = ( SELECT scope.course_provider_id
           FROM bright_q_seal.scope))) AND ((r.deleted IS NULL) AND (c.deleted_at IS NULL) AND (e.key ~ '^[0-9]{1,6}$'::text)))
UNION ALL
 SELECT r.id AS registration_id,
    r.registration_guid,
    c.course_guid,
    r.learner_email,
    a.number AS attempt,
    o.identifier AS sco,
    o.title AS sco_title,
    (e.key)::integer AS "position",
    (e.value ->> 'id'::text) AS interaction_id,
    (e.value ->> 'type'::text) AS type,
    (e.value ->> 'description'::text) AS question,
    COALESCE((e.value ->> 'learner_response'::text), (e.value ->> 'student_response'::text)) AS learner_response,
    (e.value #>> '{correct_responses,0,pattern}'::text[]) AS correct_response,
    (e.value ->> 'result'::text) AS result,
    (e.value ->> 'weighting'::text) AS weighting,
    (e.value ->> 'latency'::text) AS latency,
    COALESCE((e.value ->> 'timestamp'::text), (e.value ->> 'time'::text)) AS answered_at,
    t.updated_at
   FROM (((((public.registration_registration r
     JOIN public.course_course c ON ((c.id = r.course_id)))
     JOIN public.scorm_attempt a ON (((a.registration_ref)::text = ((r.course_provider_id || '/'::text) || (r.registration_guid)::text))))
     JOIN public.scorm_scostate t ON ((t.attempt_id = a.id)))
     JOIN public.scorm_sco o ON ((o.id = t.sco_id)))
     CROSS JOIN LATERAL jsonb_each(
        CASE
            WHEN (jsonb_typeof((t.cmi -> 'interactions'::text)) = 'object'::text) THEN (t.cmi -> 'interactions'::text)
            ELSE '{}'::jsonb
        END) e(key, value))
  WHERE ((( SELECT scope.email
           FROM bright_q_seal.scope) IS NOT NULL) AND (r.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((r.learner_email)::text = ( SELECT scope.email
           FROM bright_q_seal.scope)) AND ((( SELECT scope.course_provider_id
           FROM bright_q_seal.scope) IS NULL) OR (r.course_provider_id = ( SELECT scope.course_provider_id
           FROM bright_q_seal.scope))) AND ((r.deleted IS NULL) AND (c.deleted_at IS NULL) AND (e.key ~ '^[0-9]{1,6}$'::text)))
UNION ALL
 SELECT r.id AS registration_id,
    r.registration_guid,
    c.course_guid,
    r.learner_email,
    a.number AS attempt,
    o.identifier AS sco,
    o.title AS sco_title,
    (e.key)::integer AS "position",
    (e.value ->> 'id'::text) AS interaction_id,
    (e.value ->> 'type'::text) AS type,
    (e.value ->> 'description'::text) AS question,
    COALESCE((e.value ->> 'learner_response'::text), (e.value ->> 'student_response'::text)) AS learner_response,
    (e.value #>> '{correct_responses,0,pattern}'::text[]) AS correct_response,
    (e.value ->> 'result'::text) AS result,
    (e.value ->> 'weighting'::text) AS weighting,
    (e.value ->> 'latency'::text) AS latency,
    COALESCE((e.value ->> 'timestamp'::text), (e.value ->> 'time'::text)) AS answered_at,
    t.updated_at
   FROM (((((public.registration_registration r
     JOIN public.course_course c ON ((c.id = r.course_id)))
     JOIN public.scorm_attempt a ON (((a.registration_ref)::text = ((r.course_provider_id || '/'::text) || (r.registration_guid)::text))))
     JOIN public.scorm_scostate t ON ((t.attempt_id = a.id)))
     JOIN public.scorm_sco o ON ((o.id = t.sco_id)))
     CROSS JOIN LATERAL jsonb_each(
        CASE
            WHEN (jsonb_typeof((t.cmi -> 'interactions'::text)) = 'object'::text) THEN (t.cmi -> 'interactions'::text)
            ELSE '{}'::jsonb
        END) e(key, value))
  WHERE ((( SELECT scope.invitation_id
           FROM bright_q_seal.scope) IS NOT NULL) AND (r.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (r.id IN ( SELECT s.registration_id
           FROM (public.invitation_seat s
             JOIN public.invitation_invitationlearner l ON ((l.id = s.learner_id)))
          WHERE (l.invitation_id = ( SELECT scope.invitation_id
                   FROM bright_q_seal.scope)))) AND ((r.deleted IS NULL) AND (c.deleted_at IS NULL) AND (e.key ~ '^[0-9]{1,6}$'::text)));
CREATE TABLE public.invitation_invitation (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    custom text,
    name character varying(200) NOT NULL,
    description text,
    enabled boolean NOT NULL,
    license boolean NOT NULL,
    avoid_duplicate_registrations boolean NOT NULL,
    no_updates_allowed boolean NOT NULL,
    invitation_template_id bigint,
    owner_email character varying(320) NOT NULL,
    reporting_users character varying(320)[] NOT NULL,
    realm_id bigint NOT NULL
);
CREATE TABLE public.invitation_invitationcourse (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    seats_total bigint,
    seats_used bigint NOT NULL,
    course_id bigint NOT NULL,
    invitation_id bigint NOT NULL,
    CONSTRAINT invitation_invitationcourse_position_check CHECK (("position" >= 0)),
    CONSTRAINT seats_never_oversold CHECK (((seats_total IS NULL) OR (seats_used <= seats_total))),
    CONSTRAINT seats_used_not_negative CHECK ((seats_used >= 0))
);
CREATE VIEW bright_q.invitation_courses WITH (security_barrier='true') AS
 SELECT i.id AS invitation_id,
    i.name AS invitation_name,
    c.id AS course_id,
    c.course_guid,
    c.title AS course_title,
    ic."position",
    ic.seats_total,
    ic.seats_used,
    (ic.seats_total - ic.seats_used) AS seats_left
   FROM ((public.invitation_invitation i
     JOIN public.invitation_invitationcourse ic ON ((ic.invitation_id = i.id)))
     JOIN public.course_course c ON ((c.id = ic.course_id)))
  WHERE ((( SELECT scope.realm_id
           FROM bright_q_seal.scope
          WHERE ((scope.email IS NULL) AND (scope.invitation_id IS NULL) AND (scope.course_provider_id IS NULL))) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (c.deleted_at IS NULL))
UNION ALL
 SELECT i.id AS invitation_id,
    i.name AS invitation_name,
    c.id AS course_id,
    c.course_guid,
    c.title AS course_title,
    ic."position",
    ic.seats_total,
    ic.seats_used,
    (ic.seats_total - ic.seats_used) AS seats_left
   FROM ((public.invitation_invitation i
     JOIN public.invitation_invitationcourse ic ON ((ic.invitation_id = i.id)))
     JOIN public.course_course c ON ((c.id = ic.course_id)))
  WHERE ((( SELECT scope.email
           FROM bright_q_seal.scope) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (((i.owner_email)::text = ( SELECT scope.email
           FROM bright_q_seal.scope)) OR (( SELECT scope.email
           FROM bright_q_seal.scope) = ANY ((i.reporting_users)::text[]))) AND (c.deleted_at IS NULL))
UNION ALL
 SELECT i.id AS invitation_id,
    i.name AS invitation_name,
    c.id AS course_id,
    c.course_guid,
    c.title AS course_title,
    ic."position",
    ic.seats_total,
    ic.seats_used,
    (ic.seats_total - ic.seats_used) AS seats_left
   FROM ((public.invitation_invitation i
     JOIN public.invitation_invitationcourse ic ON ((ic.invitation_id = i.id)))
     JOIN public.course_course c ON ((c.id = ic.course_id)))
  WHERE ((( SELECT scope.invitation_id
           FROM bright_q_seal.scope) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (i.id = ( SELECT scope.invitation_id
           FROM bright_q_seal.scope)) AND (c.deleted_at IS NULL));
CREATE VIEW bright_q.invitation_learners WITH (security_barrier='true') AS
 SELECT i.id AS invitation_id,
    i.name AS invitation_name,
    l.address AS learner_id,
    l.email AS learner_email,
    l.active
   FROM (public.invitation_invitationlearner l
     JOIN public.invitation_invitation i ON ((i.id = l.invitation_id)))
  WHERE ((( SELECT scope.realm_id
           FROM bright_q_seal.scope
          WHERE ((scope.email IS NULL) AND (scope.invitation_id IS NULL) AND (scope.course_provider_id IS NULL))) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND true)
UNION ALL
 SELECT i.id AS invitation_id,
    i.name AS invitation_name,
    l.address AS learner_id,
    l.email AS learner_email,
    l.active
   FROM (public.invitation_invitationlearner l
     JOIN public.invitation_invitation i ON ((i.id = l.invitation_id)))
  WHERE ((( SELECT scope.email
           FROM bright_q_seal.scope) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((l.email)::text = ( SELECT scope.email
           FROM bright_q_seal.scope)) AND true)
UNION ALL
 SELECT i.id AS invitation_id,
    i.name AS invitation_name,
    l.address AS learner_id,
    l.email AS learner_email,
    l.active
   FROM (public.invitation_invitationlearner l
     JOIN public.invitation_invitation i ON ((i.id = l.invitation_id)))
  WHERE ((( SELECT scope.invitation_id
           FROM bright_q_seal.scope) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (i.id = ( SELECT scope.invitation_id
           FROM bright_q_seal.scope)) AND true);
CREATE VIEW bright_q.invitation_registrations WITH (security_barrier='true') AS
 SELECT i.id AS invitation_id,
    i.name AS invitation_name,
    l.email AS learner_email,
    s.course_id,
    s.registration_id,
    s.taken AS seat_taken
   FROM ((public.invitation_invitationlearner l
     JOIN public.invitation_invitation i ON ((i.id = l.invitation_id)))
     JOIN public.invitation_seat s ON ((s.learner_id = l.id)))
  WHERE ((( SELECT scope.realm_id
           FROM bright_q_seal.scope
          WHERE ((scope.email IS NULL) AND (scope.invitation_id IS NULL) AND (scope.course_provider_id IS NULL))) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND true)
UNION ALL
 SELECT i.id AS invitation_id,
    i.name AS invitation_name,
    l.email AS learner_email,
    s.course_id,
    s.registration_id,
    s.taken AS seat_taken
   FROM ((public.invitation_invitationlearner l
     JOIN public.invitation_invitation i ON ((i.id = l.invitation_id)))
     JOIN public.invitation_seat s ON ((s.learner_id = l.id)))
  WHERE ((( SELECT scope.email
           FROM bright_q_seal.scope) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((l.email)::text = ( SELECT scope.email
           FROM bright_q_seal.scope)) AND true)
UNION ALL
 SELECT i.id AS invitation_id,
    i.name AS invitation_name,
    l.email AS learner_email,
    s.course_id,
    s.registration_id,
    s.taken AS seat_taken
   FROM ((public.invitation_invitationlearner l
     JOIN public.invitation_invitation i ON ((i.id = l.invitation_id)))
     JOIN public.invitation_seat s ON ((s.learner_id = l.id)))
  WHERE ((( SELECT scope.invitation_id
           FROM bright_q_seal.scope) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (i.id = ( SELECT scope.invitation_id
           FROM bright_q_seal.scope)) AND true);
CREATE VIEW bright_q.invitations WITH (security_barrier='true') AS
 SELECT i.id,
    i.name,
    i.description,
    i.enabled,
    i.license,
    i.custom,
    i.owner_email,
    i.created_at,
    i.updated_at
   FROM public.invitation_invitation i
  WHERE ((( SELECT scope.realm_id
           FROM bright_q_seal.scope
          WHERE ((scope.email IS NULL) AND (scope.invitation_id IS NULL) AND (scope.course_provider_id IS NULL))) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND true)
UNION ALL
 SELECT i.id,
    i.name,
    i.description,
    i.enabled,
    i.license,
    i.custom,
    i.owner_email,
    i.created_at,
    i.updated_at
   FROM public.invitation_invitation i
  WHERE ((( SELECT scope.email
           FROM bright_q_seal.scope) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (((i.owner_email)::text = ( SELECT scope.email
           FROM bright_q_seal.scope)) OR (( SELECT scope.email
           FROM bright_q_seal.scope) = ANY ((i.reporting_users)::text[]))) AND true)
UNION ALL
 SELECT i.id,
    i.name,
    i.description,
    i.enabled,
    i.license,
    i.custom,
    i.owner_email,
    i.created_at,
    i.updated_at
   FROM public.invitation_invitation i
  WHERE ((( SELECT scope.invitation_id
           FROM bright_q_seal.scope) IS NOT NULL) AND (i.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (i.id = ( SELECT scope.invitation_id
           FROM bright_q_seal.scope)) AND true);
CREATE TABLE public.launch_history_launchhistory (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    launch_source character varying(100) NOT NULL,
    http_referer text NOT NULL,
    http_user_agent text NOT NULL,
    remote_addr character varying(45) NOT NULL,
    request_uri text NOT NULL,
    review boolean NOT NULL,
    provider_reference character varying(100) NOT NULL,
    exited_at timestamp with time zone,
    registration_id bigint NOT NULL
);
CREATE VIEW bright_q.launch_histories WITH (security_barrier='true') AS
 SELECT h.id,
    r.registration_guid,
    c.course_guid,
    r.learner_email,
    h.launch_source,
    h.review,
    h.created_at,
    h.exited_at
   FROM ((public.launch_history_launchhistory h
     JOIN public.registration_registration r ON ((r.id = h.registration_id)))
     JOIN public.course_course c ON ((c.id = r.course_id)))
  WHERE ((( SELECT scope.realm_id
           FROM bright_q_seal.scope
          WHERE ((scope.email IS NULL) AND (scope.invitation_id IS NULL))) IS NOT NULL) AND (r.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((( SELECT scope.course_provider_id
           FROM bright_q_seal.scope) IS NULL) OR (r.course_provider_id = ( SELECT scope.course_provider_id
           FROM bright_q_seal.scope))) AND ((r.deleted IS NULL) AND (c.deleted_at IS NULL)))
UNION ALL
 SELECT h.id,
    r.registration_guid,
    c.course_guid,
    r.learner_email,
    h.launch_source,
    h.review,
    h.created_at,
    h.exited_at
   FROM ((public.launch_history_launchhistory h
     JOIN public.registration_registration r ON ((r.id = h.registration_id)))
     JOIN public.course_course c ON ((c.id = r.course_id)))
  WHERE ((( SELECT scope.email
           FROM bright_q_seal.scope) IS NOT NULL) AND (r.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((r.learner_email)::text = ( SELECT scope.email
           FROM bright_q_seal.scope)) AND ((( SELECT scope.course_provider_id
           FROM bright_q_seal.scope) IS NULL) OR (r.course_provider_id = ( SELECT scope.course_provider_id
           FROM bright_q_seal.scope))) AND ((r.deleted IS NULL) AND (c.deleted_at IS NULL)))
UNION ALL
 SELECT h.id,
    r.registration_guid,
    c.course_guid,
    r.learner_email,
    h.launch_source,
    h.review,
    h.created_at,
    h.exited_at
   FROM ((public.launch_history_launchhistory h
     JOIN public.registration_registration r ON ((r.id = h.registration_id)))
     JOIN public.course_course c ON ((c.id = r.course_id)))
  WHERE ((( SELECT scope.invitation_id
           FROM bright_q_seal.scope) IS NOT NULL) AND (r.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (r.id IN ( SELECT s.registration_id
           FROM (public.invitation_seat s
             JOIN public.invitation_invitationlearner l ON ((l.id = s.learner_id)))
          WHERE (l.invitation_id = ( SELECT scope.invitation_id
                   FROM bright_q_seal.scope)))) AND ((r.deleted IS NULL) AND (c.deleted_at IS NULL)));
CREATE TABLE public.realm_user_realmuser (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    custom text,
    realm_role_id smallint NOT NULL,
    realm_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT realm_user_realmuser_realm_role_id_check CHECK ((realm_role_id >= 0)),
    CONSTRAINT realm_user_role CHECK ((realm_role_id = ANY (ARRAY[1, 2, 3])))
);
CREATE TABLE public.user_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    email character varying(320) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    CONSTRAINT user_email_lower CHECK (((email)::text = lower((email)::text)))
);
CREATE VIEW bright_q.realm_users WITH (security_barrier='true') AS
 SELECT m.id,
    m.user_id,
    u.email,
    m.realm_role_id,
    m.custom,
    m.created_at,
    m.updated_at
   FROM (public.realm_user_realmuser m
     JOIN public.user_user u ON ((u.id = m.user_id)))
  WHERE ((( SELECT scope.realm_id
           FROM bright_q_seal.scope
          WHERE ((scope.email IS NULL) AND (scope.invitation_id IS NULL) AND (scope.course_provider_id IS NULL))) IS NOT NULL) AND (m.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND true)
UNION ALL
 SELECT m.id,
    m.user_id,
    u.email,
    m.realm_role_id,
    m.custom,
    m.created_at,
    m.updated_at
   FROM (public.realm_user_realmuser m
     JOIN public.user_user u ON ((u.id = m.user_id)))
  WHERE ((( SELECT scope.email
           FROM bright_q_seal.scope) IS NOT NULL) AND (m.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((u.email)::text = ( SELECT scope.email
           FROM bright_q_seal.scope)) AND true)
UNION ALL
 SELECT m.id,
    m.user_id,
    u.email,
    m.realm_role_id,
    m.custom,
    m.created_at,
    m.updated_at
   FROM (public.realm_user_realmuser m
     JOIN public.user_user u ON ((u.id = m.user_id)))
  WHERE ((( SELECT scope.invitation_id
           FROM bright_q_seal.scope) IS NOT NULL) AND (m.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((u.email)::text IN ( SELECT l.email
           FROM public.invitation_invitationlearner l
          WHERE (l.invitation_id = ( SELECT scope.invitation_id
                   FROM bright_q_seal.scope)))) AND true);
CREATE VIEW bright_q.registrations WITH (security_barrier='true') AS
 SELECT r.id,
    r.registration_guid,
    r.course_id,
    c.course_guid,
    c.title AS course_title,
    r.course_provider_id,
    r.learner_id,
    r.learner_email,
    r.fname,
    r.lname,
    r.active,
    r.complete,
    r.success,
    r.score,
    r.totaltime,
    r.attempts,
    r.custom,
    r.launched_at,
    r.provider_completed_at AS completed_at,
    r.provider_accessed_at AS accessed_at,
    r.crawl_status,
    r.last_crawled_at,
    r.created_at,
    r.updated_at
   FROM (public.registration_registration r
     JOIN public.course_course c ON ((c.id = r.course_id)))
  WHERE ((( SELECT scope.realm_id
           FROM bright_q_seal.scope
          WHERE ((scope.email IS NULL) AND (scope.invitation_id IS NULL))) IS NOT NULL) AND (r.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((( SELECT scope.course_provider_id
           FROM bright_q_seal.scope) IS NULL) OR (r.course_provider_id = ( SELECT scope.course_provider_id
           FROM bright_q_seal.scope))) AND ((r.deleted IS NULL) AND (c.deleted_at IS NULL)))
UNION ALL
 SELECT r.id,
    r.registration_guid,
    r.course_id,
    c.course_guid,
    c.title AS course_title,
    r.course_provider_id,
    r.learner_id,
    r.learner_email,
    r.fname,
    r.lname,
    r.active,
    r.complete,
    r.success,
    r.score,
    r.totaltime,
    r.attempts,
    r.custom,
    r.launched_at,
    r.provider_completed_at AS completed_at,
    r.provider_accessed_at AS accessed_at,
    r.crawl_status,
    r.last_crawled_at,
    r.created_at,
    r.updated_at
   FROM (public.registration_registration r
     JOIN public.course_course c ON ((c.id = r.course_id)))
  WHERE ((( SELECT scope.email
           FROM bright_q_seal.scope) IS NOT NULL) AND (r.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND ((r.learner_email)::text = ( SELECT scope.email
           FROM bright_q_seal.scope)) AND ((( SELECT scope.course_provider_id
           FROM bright_q_seal.scope) IS NULL) OR (r.course_provider_id = ( SELECT scope.course_provider_id
           FROM bright_q_seal.scope))) AND ((r.deleted IS NULL) AND (c.deleted_at IS NULL)))
UNION ALL
 SELECT r.id,
    r.registration_guid,
    r.course_id,
    c.course_guid,
    c.title AS course_title,
    r.course_provider_id,
    r.learner_id,
    r.learner_email,
    r.fname,
    r.lname,
    r.active,
    r.complete,
    r.success,
    r.score,
    r.totaltime,
    r.attempts,
    r.custom,
    r.launched_at,
    r.provider_completed_at AS completed_at,
    r.provider_accessed_at AS accessed_at,
    r.crawl_status,
    r.last_crawled_at,
    r.created_at,
    r.updated_at
   FROM (public.registration_registration r
     JOIN public.course_course c ON ((c.id = r.course_id)))
  WHERE ((( SELECT scope.invitation_id
           FROM bright_q_seal.scope) IS NOT NULL) AND (r.realm_id = ( SELECT scope.realm_id
           FROM bright_q_seal.scope)) AND (r.id IN ( SELECT s.registration_id
           FROM (public.invitation_seat s
             JOIN public.invitation_invitationlearner l ON ((l.id = s.learner_id)))
          WHERE (l.invitation_id = ( SELECT scope.invitation_id
                   FROM bright_q_seal.scope)))) AND ((r.deleted IS NULL) AND (c.deleted_at IS NULL)));
CREATE TABLE public.api_key_apikey (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    anonymous boolean NOT NULL,
    token_hash character varying(64) NOT NULL,
    token_type character varying(40),
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    course_provider_id bigint,
    realm_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT api_key_anonymous_has_no_user CHECK (((NOT anonymous) OR (user_id IS NULL)))
);
ALTER TABLE public.api_key_apikey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.api_key_apikey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);
ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);
ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);
ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.course_course ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.course_course_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.course_courseversion (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    reference character varying(100) NOT NULL,
    standard character varying(40) NOT NULL,
    size bigint NOT NULL,
    digest character varying(64) NOT NULL,
    sco_count integer NOT NULL,
    warnings jsonb NOT NULL,
    course_id bigint NOT NULL,
    CONSTRAINT course_courseversion_number_check CHECK ((number >= 0)),
    CONSTRAINT course_courseversion_sco_count_check CHECK ((sco_count >= 0))
);
ALTER TABLE public.course_courseversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.course_courseversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.course_provider_courseprovider ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.course_provider_courseprovider_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.customer_customerendpoint (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    path character varying(200) NOT NULL,
    view character varying(300) NOT NULL,
    admits_realm boolean NOT NULL,
    admits_provider boolean NOT NULL,
    admits_users boolean NOT NULL,
    admits_anonymous boolean NOT NULL,
    enabled boolean NOT NULL,
    realm_id bigint NOT NULL,
    stored_query_id bigint,
    CONSTRAINT customer_endpoint_answers_once CHECK ((((stored_query_id IS NULL) OR ((view)::text = ''::text)) AND (1 = (
CASE
    WHEN (stored_query_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN ((view)::text = ''::text) THEN 1
    ELSE 0
END))))
);
ALTER TABLE public.customer_customerendpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customer_customerendpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
ALTER TABLE public.invitation_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invitation_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.invitation_invitationcourse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invitation_invitationcourse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.invitation_invitationlearner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invitation_invitationlearner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.invitation_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invitation_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.launch_history_launchhistory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.launch_history_launchhistory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outbox_heartbeat (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.outbox_heartbeat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outbox_heartbeat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outbox_promise (
    id bigint NOT NULL,
    task character varying(200) NOT NULL,
    arguments jsonb NOT NULL,
    due_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL
);
ALTER TABLE public.outbox_promise ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outbox_promise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.realm_realm (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(200) NOT NULL,
    realm_guid character varying(20) NOT NULL,
    secret_hash character varying(64) NOT NULL,
    cors_origins text NOT NULL,
    user_key_lifetime interval NOT NULL,
    longest_key_lifetime interval NOT NULL
);
ALTER TABLE public.realm_realm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.realm_realm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.realm_user_realmuser ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.realm_user_realmuser_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.registration_registration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registration_registration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.request_log_requestlog (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    request_id character varying(64) NOT NULL,
    method character varying(10) NOT NULL,
    path text NOT NULL,
    query text NOT NULL,
    status smallint NOT NULL,
    reason text NOT NULL,
    access character varying(40) NOT NULL,
    realm_id bigint,
    remote_addr character varying(45) NOT NULL,
    milliseconds double precision NOT NULL,
    CONSTRAINT request_log_requestlog_status_check CHECK ((status >= 0))
);
ALTER TABLE public.request_log_requestlog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.request_log_requestlog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.scorm_attempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scorm_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.scorm_commitlog (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    final boolean NOT NULL,
    snapshot boolean NOT NULL,
    trimmed boolean NOT NULL,
    accepted boolean NOT NULL,
    received_at timestamp with time zone NOT NULL,
    size integer NOT NULL,
    body bytea NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT scorm_commitlog_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT scorm_commitlog_size_check CHECK ((size >= 0))
);
ALTER TABLE public.scorm_commitlog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scorm_commitlog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.scorm_launch (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    token_hash character varying(64) NOT NULL,
    review boolean NOT NULL,
    exit_url text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    ended_at timestamp with time zone,
    attempt_id bigint NOT NULL
);
ALTER TABLE public.scorm_launch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scorm_launch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.scorm_launchsession (
    id bigint NOT NULL,
    key character varying(43) NOT NULL,
    seconds double precision NOT NULL,
    started_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by character varying(8) NOT NULL,
    last_sequence integer NOT NULL,
    launch_id bigint NOT NULL,
    sco_id bigint NOT NULL,
    CONSTRAINT scorm_launchsession_last_sequence_check CHECK ((last_sequence >= 0))
);
ALTER TABLE public.scorm_launchsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scorm_launchsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.scorm_package (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    course_ref character varying(300) NOT NULL,
    version integer NOT NULL,
    standard character varying(40) NOT NULL,
    title text NOT NULL,
    manifest jsonb NOT NULL,
    warnings jsonb NOT NULL,
    storage_key character varying(43) NOT NULL,
    digest character varying(64) NOT NULL,
    size bigint NOT NULL,
    unpacked_size bigint NOT NULL,
    file_count integer NOT NULL,
    CONSTRAINT scorm_package_file_count_check CHECK ((file_count >= 0)),
    CONSTRAINT scorm_package_version_check CHECK ((version >= 0))
);
ALTER TABLE public.scorm_package ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scorm_package_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.scorm_sco ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scorm_sco_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.scorm_scostate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scorm_scostate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.stored_query_storedquery (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(200) NOT NULL,
    query_scope character varying(20) NOT NULL,
    description text NOT NULL,
    sql text NOT NULL,
    parameters text NOT NULL,
    level character varying(20) NOT NULL,
    course_provider_id bigint,
    realm_id bigint,
    CONSTRAINT stored_query_scope CHECK ((((course_provider_id IS NULL) AND ((query_scope)::text = 'bright'::text) AND (realm_id IS NULL)) OR ((course_provider_id IS NULL) AND ((query_scope)::text = 'realm'::text) AND (realm_id IS NOT NULL)) OR ((course_provider_id IS NOT NULL) AND ((query_scope)::text = 'course_provider'::text) AND (realm_id IS NOT NULL))))
);
ALTER TABLE public.stored_query_storedquery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.stored_query_storedquery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tagging_tag (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    tagged_id bigint NOT NULL,
    name character varying(200) NOT NULL,
    realm_id bigint NOT NULL
);
ALTER TABLE public.tagging_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tagging_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.template_template (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    custom text,
    name character varying(200) NOT NULL,
    markup character varying(50) NOT NULL,
    mimetype character varying(100) NOT NULL,
    body text NOT NULL,
    realm_id bigint NOT NULL
);
ALTER TABLE public.template_template ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.template_template_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.upload_upload (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    token character varying(43) NOT NULL,
    file_name character varying(300) NOT NULL,
    path text NOT NULL,
    size bigint NOT NULL,
    course_guid character varying(250) NOT NULL,
    wished_title text NOT NULL,
    custom text,
    state character varying(7) NOT NULL,
    step character varying(200) NOT NULL,
    percent smallint NOT NULL,
    error text NOT NULL,
    title text NOT NULL,
    standard character varying(40) NOT NULL,
    sco_count integer NOT NULL,
    warnings jsonb NOT NULL,
    course_provider_id bigint NOT NULL,
    realm_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT upload_upload_percent_check CHECK ((percent >= 0)),
    CONSTRAINT upload_upload_sco_count_check CHECK ((sco_count >= 0))
);
ALTER TABLE public.upload_upload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.upload_upload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.user_secondfactor (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    confirmed boolean NOT NULL,
    throttling_failure_timestamp timestamp with time zone,
    throttling_failure_count integer NOT NULL,
    secret text NOT NULL,
    last_step bigint NOT NULL,
    backup_hashes jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT user_secondfactor_throttling_failure_count_check CHECK ((throttling_failure_count >= 0))
);
ALTER TABLE public.user_secondfactor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.user_secondfactor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.user_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.user_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.user_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.user_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.user_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.user_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.user_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.user_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO bright_q_seal.key VALUES
	(1, '\x93b18337836d6fb4e4ef764918ec7976878fc26700c6b5b6f8e1f983d9799b8c');
INSERT INTO public.api_key_apikey VALUES
	(1, '2026-11-28 12:14:13.711243+00', '2026-11-28 12:14:13.711263+00', false, '77038b418ba2a58143dfbff94bbf27f5bec78ffcaabafd5d0e074a7a82384e4e', NULL, NULL, NULL, NULL, 1, NULL),
	(2, '2026-11-28 12:14:13.772878+00', '2026-11-28 12:14:13.772898+00', false, '981f06c3c8f7a9c444f035486c4ad505132dbe949c028028428cff2a7a712bd9', NULL, NULL, NULL, 1, 1, NULL),
	(3, '2026-11-28 12:14:14.038734+00', '2026-11-28 12:14:14.038746+00', false, '6c2fdd2736a97eb6d9bee5fb1ddc5843d18fce6834441694488ed6a4fc1d40c8', NULL, '2035-11-26 12:14:14.038396+00', NULL, NULL, 1, 3),
	(4, '2026-11-28 12:14:14.273112+00', '2026-11-28 12:14:14.273128+00', false, '193cd1be25315c42ca9911194836abc2f8414673e9c221ef06a88e91e674c924', NULL, '2035-11-26 12:14:14.272846+00', NULL, 1, 1, 4),
	(5, '2026-11-28 12:14:14.373311+00', '2026-11-28 12:14:14.373327+00', false, '9a81dcf0c1ed55f2f9c9d89c4e80f7c8e2b26aea858b6417d9aa6e1033351f2a', NULL, '2035-11-26 12:14:14.373009+00', NULL, NULL, 1, 5),
	(6, '2026-11-28 12:14:14.418892+00', '2026-11-28 12:14:14.485413+00', false, '118e3bebe46863b3488c19bd4a8faa789506324d7495ab6d1aed5865178e1567', NULL, '2026-11-28 12:14:14.485413+00', '2026-11-28 12:14:14.485413+00', NULL, 1, NULL),
	(7, '2026-11-28 12:14:14.520154+00', '2026-11-28 12:14:14.520167+00', false, '21cdc95beceab4fdc84242355d607c0b7bedd936c9a55120b27e8310cd77dff2', NULL, '2026-11-28 12:14:15.519877+00', NULL, NULL, 1, 6),
	(8, '2026-11-28 12:14:14.564884+00', '2026-11-28 12:14:14.564899+00', true, '653c2a5adf067000d1c46b3cd4ed266d9379f6537e01ec01d2ba3d744ae4f835', NULL, NULL, NULL, NULL, 1, NULL);
INSERT INTO public.auth_group VALUES
	(1, 'Auditors');
INSERT INTO public.auth_group_permissions VALUES
	(1, 1, 44),
	(2, 1, 52);
INSERT INTO public.auth_permission VALUES
	(1, 'Can add log entry', 1, 'add_logentry'),
	(2, 'Can change log entry', 1, 'change_logentry'),
	(3, 'Can delete log entry', 1, 'delete_logentry'),
	(4, 'Can view log entry', 1, 'view_logentry'),
	(5, 'Can add permission', 2, 'add_permission'),
	(6, 'Can change permission', 2, 'change_permission'),
	(7, 'Can delete permission', 2, 'delete_permission'),
	(8, 'Can view permission', 2, 'view_permission'),
	(9, 'Can add group', 3, 'add_group'),
	(10, 'Can change group', 3, 'change_group'),
	(11, 'Can delete group', 3, 'delete_group'),
	(12, 'Can view group', 3, 'view_group'),
	(13, 'Can add content type', 4, 'add_contenttype'),
	(14, 'Can change content type', 4, 'change_contenttype'),
	(15, 'Can delete content type', 4, 'delete_contenttype'),
	(16, 'Can view content type', 4, 'view_contenttype'),
	(17, 'Can add session', 5, 'add_session'),
	(18, 'Can change session', 5, 'change_session'),
	(19, 'Can delete session', 5, 'delete_session'),
	(20, 'Can view session', 5, 'view_session'),
	(21, 'Can add access attempt', 6, 'add_accessattempt'),
	(22, 'Can change access attempt', 6, 'change_accessattempt'),
	(23, 'Can delete access attempt', 6, 'delete_accessattempt'),
	(24, 'Can view access attempt', 6, 'view_accessattempt'),
	(25, 'Can add access log', 7, 'add_accesslog'),
	(26, 'Can change access log', 7, 'change_accesslog'),
	(27, 'Can delete access log', 7, 'delete_accesslog'),
	(28, 'Can view access log', 7, 'view_accesslog'),
	(29, 'Can add access failure', 8, 'add_accessfailurelog'),
	(30, 'Can change access failure', 8, 'change_accessfailurelog'),
	(31, 'Can delete access failure', 8, 'delete_accessfailurelog'),
	(32, 'Can view access failure', 8, 'view_accessfailurelog'),
	(33, 'Can add access attempt expiration', 9, 'add_accessattemptexpiration'),
	(34, 'Can change access attempt expiration', 9, 'change_accessattemptexpiration'),
	(35, 'Can delete access attempt expiration', 9, 'delete_accessattemptexpiration'),
	(36, 'Can view access attempt expiration', 9, 'view_accessattemptexpiration'),
	(37, 'Can add user', 10, 'add_user'),
	(38, 'Can change user', 10, 'change_user'),
	(39, 'Can delete user', 10, 'delete_user'),
	(40, 'Can view user', 10, 'view_user'),
	(41, 'Can add second factor', 11, 'add_secondfactor'),
	(42, 'Can change second factor', 11, 'change_secondfactor'),
	(43, 'Can delete second factor', 11, 'delete_secondfactor'),
	(44, 'Can view second factor', 11, 'view_secondfactor'),
	(45, 'Can add promise', 12, 'add_promise'),
	(46, 'Can change promise', 12, 'change_promise'),
	(47, 'Can delete promise', 12, 'delete_promise'),
	(48, 'Can view promise', 12, 'view_promise'),
	(49, 'Can add heartbeat', 13, 'add_heartbeat'),
	(50, 'Can change heartbeat', 13, 'change_heartbeat'),
	(51, 'Can delete heartbeat', 13, 'delete_heartbeat'),
	(52, 'Can view heartbeat', 13, 'view_heartbeat'),
	(53, 'Can add request log', 14, 'add_requestlog'),
	(54, 'Can change request log', 14, 'change_requestlog'),
	(55, 'Can delete request log', 14, 'delete_requestlog'),
	(56, 'Can view request log', 14, 'view_requestlog'),
	(57, 'Can add attempt', 15, 'add_attempt'),
	(58, 'Can change attempt', 15, 'change_attempt'),
	(59, 'Can delete attempt', 15, 'delete_attempt'),
	(60, 'Can view attempt', 15, 'view_attempt'),
	(61, 'Can add launch', 16, 'add_launch'),
	(62, 'Can change launch', 16, 'change_launch'),
	(63, 'Can delete launch', 16, 'delete_launch'),
	(64, 'Can view launch', 16, 'view_launch'),
	(65, 'Can add package', 17, 'add_package'),
	(66, 'Can change package', 17, 'change_package'),
	(67, 'Can delete package', 17, 'delete_package'),
	(68, 'Can view package', 17, 'view_package'),
	(69, 'Can add sco', 18, 'add_sco'),
	(70, 'Can change sco', 18, 'change_sco'),
	(71, 'Can delete sco', 18, 'delete_sco'),
	(72, 'Can view sco', 18, 'view_sco'),
	(73, 'Can add launch session', 19, 'add_launchsession'),
	(74, 'Can change launch session', 19, 'change_launchsession'),
	(75, 'Can delete launch session', 19, 'delete_launchsession'),
	(76, 'Can view launch session', 19, 'view_launchsession'),
	(77, 'Can add sco state', 20, 'add_scostate'),
	(78, 'Can change sco state', 20, 'change_scostate'),
	(79, 'Can delete sco state', 20, 'delete_scostate'),
	(80, 'Can view sco state', 20, 'view_scostate'),
	(81, 'Can add commit log', 21, 'add_commitlog'),
	(82, 'Can change commit log', 21, 'change_commitlog'),
	(83, 'Can delete commit log', 21, 'delete_commitlog'),
	(84, 'Can view commit log', 21, 'view_commitlog'),
	(85, 'Can add realm', 22, 'add_realm'),
	(86, 'Can change realm', 22, 'change_realm'),
	(87, 'Can delete realm', 22, 'delete_realm'),
	(88, 'Can view realm', 22, 'view_realm'),
	(89, 'Can add course provider', 23, 'add_courseprovider'),
	(90, 'Can change course provider', 23, 'change_courseprovider'),
	(91, 'Can delete course provider', 23, 'delete_courseprovider'),
	(92, 'Can view course provider', 23, 'view_courseprovider'),
	(93, 'Can add realm user', 24, 'add_realmuser'),
	(94, 'Can change realm user', 24, 'change_realmuser'),
	(95, 'Can delete realm user', 24, 'delete_realmuser'),
	(96, 'Can view realm user', 24, 'view_realmuser'),
	(97, 'Can add tag', 25, 'add_tag'),
	(98, 'Can change tag', 25, 'change_tag'),
	(99, 'Can delete tag', 25, 'delete_tag'),
	(100, 'Can view tag', 25, 'view_tag');
INSERT INTO public.auth_permission VALUES
	(101, 'Can add upload', 26, 'add_upload'),
	(102, 'Can change upload', 26, 'change_upload'),
	(103, 'Can delete upload', 26, 'delete_upload'),
	(104, 'Can view upload', 26, 'view_upload'),
	(105, 'Can add api key', 27, 'add_apikey'),
	(106, 'Can change api key', 27, 'change_apikey'),
	(107, 'Can delete api key', 27, 'delete_apikey'),
	(108, 'Can view api key', 27, 'view_apikey'),
	(109, 'Can add course', 28, 'add_course'),
	(110, 'Can change course', 28, 'change_course'),
	(111, 'Can delete course', 28, 'delete_course'),
	(112, 'Can view course', 28, 'view_course'),
	(113, 'Can add course version', 29, 'add_courseversion'),
	(114, 'Can change course version', 29, 'change_courseversion'),
	(115, 'Can delete course version', 29, 'delete_courseversion'),
	(116, 'Can view course version', 29, 'view_courseversion'),
	(117, 'Can add registration', 30, 'add_registration'),
	(118, 'Can change registration', 30, 'change_registration'),
	(119, 'Can delete registration', 30, 'delete_registration'),
	(120, 'Can view registration', 30, 'view_registration'),
	(121, 'Can add launch history', 31, 'add_launchhistory'),
	(122, 'Can change launch history', 31, 'change_launchhistory'),
	(123, 'Can delete launch history', 31, 'delete_launchhistory'),
	(124, 'Can view launch history', 31, 'view_launchhistory'),
	(125, 'Can add invitation', 32, 'add_invitation'),
	(126, 'Can change invitation', 32, 'change_invitation'),
	(127, 'Can delete invitation', 32, 'delete_invitation'),
	(128, 'Can view invitation', 32, 'view_invitation'),
	(129, 'Can add invitation course', 33, 'add_invitationcourse'),
	(130, 'Can change invitation course', 33, 'change_invitationcourse'),
	(131, 'Can delete invitation course', 33, 'delete_invitationcourse'),
	(132, 'Can view invitation course', 33, 'view_invitationcourse'),
	(133, 'Can add invitation learner', 34, 'add_invitationlearner'),
	(134, 'Can change invitation learner', 34, 'change_invitationlearner'),
	(135, 'Can delete invitation learner', 34, 'delete_invitationlearner'),
	(136, 'Can view invitation learner', 34, 'view_invitationlearner'),
	(137, 'Can add seat', 35, 'add_seat'),
	(138, 'Can change seat', 35, 'change_seat'),
	(139, 'Can delete seat', 35, 'delete_seat'),
	(140, 'Can view seat', 35, 'view_seat'),
	(141, 'Can add template', 36, 'add_template'),
	(142, 'Can change template', 36, 'change_template'),
	(143, 'Can delete template', 36, 'delete_template'),
	(144, 'Can view template', 36, 'view_template'),
	(145, 'Can add stored query', 37, 'add_storedquery'),
	(146, 'Can change stored query', 37, 'change_storedquery'),
	(147, 'Can delete stored query', 37, 'delete_storedquery'),
	(148, 'Can view stored query', 37, 'view_storedquery'),
	(149, 'Can add customer endpoint', 38, 'add_customerendpoint'),
	(150, 'Can change customer endpoint', 38, 'change_customerendpoint'),
	(151, 'Can delete customer endpoint', 38, 'delete_customerendpoint'),
	(152, 'Can view customer endpoint', 38, 'view_customerendpoint');
INSERT INTO public.axes_accessattempt VALUES
	(1, 'python-requests/2.34.2', '127.0.0.1', 'nobody@bright.example', '*/*', '/admin/login/', '2026-11-28 12:14:08.176589+00', '', 'csrfmiddlewaretoken=AoxcrHRng9ubm4O2ntD4xtgUW3Uloe1i
username=********************
password=********************
next=/admin/', 1);
INSERT INTO public.axes_accessattemptexpiration VALUES
	(1, '2036-10-06 12:14:23.700754+00');
INSERT INTO public.axes_accessfailurelog VALUES
	(1, '', '127.0.0.1', 'operator@bright.example', '', '/admin/login/', '2026-11-28 12:14:23.700754+00', false);
INSERT INTO public.axes_accesslog VALUES
	(1, '', '127.0.0.1', 'operator@bright.example', '', '/admin/login/', '2026-11-28 12:14:23.700754+00', NULL, '');
INSERT INTO public.course_course VALUES
	(1, '2026-11-28 12:13:55.567849+00', '2026-11-28 12:13:55.587358+00', NULL, 'sample-clouds', 'Reading the clouds', '{"title": "Reading the clouds", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 10539, 1, 0, NULL, 1, 1),
	(2, '2026-11-28 12:13:55.640422+00', '2026-11-28 12:13:55.642828+00', NULL, 'sample-tea', 'A cup of tea, properly', '{"title": "A cup of tea, properly", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 10510, 1, 0, NULL, 1, 1),
	(7, '2026-11-28 12:14:18.69871+00', '2026-11-28 12:14:18.709287+00', NULL, 'uploaded', 'Uploaded', '{"title": "Uploaded", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 560, 1, 0, NULL, 1, 1),
	(5, '2026-11-28 12:14:15.189985+00', '2026-11-28 12:14:22.850657+00', '{"of":"hidden"}', 'hidden', 'On hidden & <more>', '{"title": "On hidden & <more>", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 599, 1, 1, '2026-11-28 12:14:22.849855+00', 1, 1),
	(6, '2026-11-28 12:14:15.362225+00', '2026-11-28 12:14:23.096444+00', '{"of":"doomed"}', 'doomed', 'On doomed & <more>', '{"title": "On doomed & <more>", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 599, 1, 1, '2026-11-28 12:14:23.092146+00', 1, 1),
	(3, '2026-11-28 12:14:14.795174+00', '2026-11-28 12:14:14.824674+00', '{"of":"golf"}', 'golf', 'On golf & <more>', '{"title": "On golf & <more>", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 596, 1, 5, NULL, 1, 1),
	(4, '2026-11-28 12:14:14.960688+00', '2026-11-28 12:14:14.979553+00', '{"of":"chess"}', 'chess', 'On chess & <more>', '{"title": "On chess & <more>", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 604, 1, 4, NULL, 1, 1);
INSERT INTO public.course_courseversion VALUES
	(1, '2026-11-28 12:13:55.584348+00', '2026-11-28 12:13:55.584364+00', 0, '1', 'scorm_12', 10539, '515ef802e984d079857d88afdef1ac641e6b774f904f286a5cf9c2ee92e312f0', 1, '[]', 1),
	(2, '2026-11-28 12:13:55.642274+00', '2026-11-28 12:13:55.642287+00', 0, '2', 'scorm_2004_4th_edition', 10510, '6402a736e20202bb5fa4fd48ac7150d4d66275983ba0249bc03d36de5bd0b34f', 1, '[]', 2),
	(3, '2026-11-28 12:14:14.81873+00', '2026-11-28 12:14:14.818749+00', 0, '3', 'scorm_12', 596, '819e78acbbe8669097ec62b26b348dc2f3a99a8067c71924d91754c647c4cb1e', 1, '[]', 3),
	(4, '2026-11-28 12:14:14.976726+00', '2026-11-28 12:14:14.976744+00', 0, '4', 'scorm_2004_3rd_edition', 604, '899bebf2f0415a1327a4acf8f930a98ed120d85d9b565a12554e63c29f2cf18a', 1, '[]', 4),
	(5, '2026-11-28 12:14:15.246035+00', '2026-11-28 12:14:15.24608+00', 0, '5', 'scorm_12', 599, 'e1209032032cc2ccee643cf7bc360a704eabed423ed16ded0f0d260dba798e61', 1, '[]', 5),
	(6, '2026-11-28 12:14:15.370158+00', '2026-11-28 12:14:15.370174+00', 0, '6', 'scorm_12', 599, '37a322644b97e5430dbf496925c68a6d95e4cfd908276561df4a0a931f2cfbf5', 1, '[]', 6),
	(7, '2026-11-28 12:14:18.70462+00', '2026-11-28 12:14:18.704633+00', 0, '7', 'scorm_12', 560, '1b9aafdad0751a2e9c52d9e5cf3515578e5aefc952d80b5c96e8009b1b74f9d2', 1, '[]', 7);
INSERT INTO public.course_provider_courseprovider VALUES
	(1, '2026-11-28 12:13:54.704569+00', '2026-11-28 12:13:54.704581+00', 'Embedded', 'embedded', 'TW6XUKS5SX', 'gAAAAABrCsWCkvxMeEENkI-9B5tks1z6_RTYMr8DCDV0_gwSBm-p9X4hn0LKso02thdRsFpaSmMQ4YEsBt8clTwAtjil3qsX8oipyxHFQBpvogauVX04UUE7y2tOnYmA6UIqlwqDWMaU', '', 1),
	(2, '2026-11-28 12:14:12.106542+00', '2026-11-28 12:14:12.106561+00', 'Embedded', 'embedded', 'TKVYPW9OV4', 'gAAAAABrCsWUhcAiM9MnImVSuhWBfnubOEEbW_ae5ic-HyjQeWKu2uu0uXLXgieMt4Qm1x6vfRFdOybljWgw8V8J-GLMEdqkegorhOQu1NIRYLcD5gNa9q7kTkIldcvYCx3mF80ylyRl', '', 2),
	(3, '2026-11-28 12:14:13.652644+00', '2026-11-28 12:14:13.652664+00', 'Given', 'embedded', 'GIVEN12345', 'gAAAAABrCsWVN2sbJzNudXx0SSgaS044GTqxNi3JruFZ2cuib0kay132D0KJ57k45xcbx3ZABtbmp6B69EAk2uTMXU-6sKzC5Np9i1wPfeOjeAILPmOxXV1vzW54YNjgPLUVcmW0Wz2V', 'https://provider.example', 1);
INSERT INTO public.customer_customerendpoint VALUES
	(1, '2026-11-28 12:14:20.759283+00', '2026-11-28 12:14:20.759304+00', 'people', '', true, false, false, false, true, 1, 11);
INSERT INTO public.django_admin_log VALUES
	(1, '2026-11-28 12:14:05.940878+00', '1', 'operator@bright.example', 2, 'Set up a second factor.', 10, 1),
	(2, '2026-11-28 12:14:14.579292+00', '8', 'API key 8', 1, 'Made api key API key 8. Realm: Demo.', 27, 1),
	(3, '2026-11-28 12:14:20.768507+00', '1', 'customer/people', 1, 'Added. Realm: Demo.', 38, 1),
	(4, '2026-11-28 12:14:23.155639+00', '6', 'On doomed & <more>', 2, 'Delete for good: On doomed & <more> is being deleted for good in the background. Realm: Demo.', 28, 1);
INSERT INTO public.django_content_type VALUES
	(1, 'admin', 'logentry'),
	(2, 'auth', 'permission'),
	(3, 'auth', 'group'),
	(4, 'contenttypes', 'contenttype'),
	(5, 'sessions', 'session'),
	(6, 'axes', 'accessattempt'),
	(7, 'axes', 'accesslog'),
	(8, 'axes', 'accessfailurelog'),
	(9, 'axes', 'accessattemptexpiration'),
	(10, 'user', 'user'),
	(11, 'user', 'secondfactor'),
	(12, 'outbox', 'promise'),
	(13, 'outbox', 'heartbeat'),
	(14, 'request_log', 'requestlog'),
	(15, 'scorm', 'attempt'),
	(16, 'scorm', 'launch'),
	(17, 'scorm', 'package'),
	(18, 'scorm', 'sco'),
	(19, 'scorm', 'launchsession'),
	(20, 'scorm', 'scostate'),
	(21, 'scorm', 'commitlog'),
	(22, 'realm', 'realm'),
	(23, 'course_provider', 'courseprovider'),
	(24, 'realm_user', 'realmuser'),
	(25, 'tagging', 'tag'),
	(26, 'upload', 'upload'),
	(27, 'api_key', 'apikey'),
	(28, 'course', 'course'),
	(29, 'course', 'courseversion'),
	(30, 'registration', 'registration'),
	(31, 'launch_history', 'launchhistory'),
	(32, 'invitation', 'invitation'),
	(33, 'invitation', 'invitationcourse'),
	(34, 'invitation', 'invitationlearner'),
	(35, 'invitation', 'seat'),
	(36, 'template', 'template'),
	(37, 'stored_query', 'storedquery'),
	(38, 'customer', 'customerendpoint');
INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', '2026-11-28 12:13:47.892954+00'),
	(2, 'contenttypes', '0002_remove_content_type_name', '2026-11-28 12:13:47.910748+00'),
	(3, 'auth', '0001_initial', '2026-11-28 12:13:47.966479+00'),
	(4, 'auth', '0002_alter_permission_name_max_length', '2026-11-28 12:13:47.987007+00'),
	(5, 'auth', '0003_alter_user_email_max_length', '2026-11-28 12:13:47.995486+00'),
	(6, 'auth', '0004_alter_user_username_opts', '2026-11-28 12:13:48.013505+00'),
	(7, 'auth', '0005_alter_user_last_login_null', '2026-11-28 12:13:48.027426+00'),
	(8, 'auth', '0006_require_contenttypes_0002', '2026-11-28 12:13:48.035595+00'),
	(9, 'auth', '0007_alter_validators_add_error_messages', '2026-11-28 12:13:48.046906+00'),
	(10, 'auth', '0008_alter_user_username_max_length', '2026-11-28 12:13:48.067769+00'),
	(11, 'auth', '0009_alter_user_last_name_max_length', '2026-11-28 12:13:48.085936+00'),
	(12, 'auth', '0010_alter_group_name_max_length', '2026-11-28 12:13:48.101926+00'),
	(13, 'auth', '0011_update_proxy_permissions', '2026-11-28 12:13:48.113896+00'),
	(14, 'auth', '0012_alter_user_first_name_max_length', '2026-11-28 12:13:48.127569+00'),
	(15, 'user', '0001_initial', '2026-11-28 12:13:48.194352+00'),
	(16, 'admin', '0001_initial', '2026-11-28 12:13:48.236413+00'),
	(17, 'admin', '0002_logentry_remove_auto_add', '2026-11-28 12:13:48.253693+00'),
	(18, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-28 12:13:48.269545+00'),
	(19, 'realm', '0001_initial', '2026-11-28 12:13:48.292362+00'),
	(20, 'course_provider', '0001_initial', '2026-11-28 12:13:48.319372+00'),
	(21, 'api_key', '0001_initial', '2026-11-28 12:13:48.352391+00'),
	(22, 'api_key', '0002_initial', '2026-11-28 12:13:48.421632+00'),
	(23, 'axes', '0001_initial', '2026-11-28 12:13:48.453899+00'),
	(24, 'axes', '0002_auto_20151217_2044', '2026-11-28 12:13:48.51226+00'),
	(25, 'axes', '0003_auto_20160322_0929', '2026-11-28 12:13:48.559637+00'),
	(26, 'axes', '0004_auto_20181024_1538', '2026-11-28 12:13:48.593352+00'),
	(27, 'axes', '0005_remove_accessattempt_trusted', '2026-11-28 12:13:48.606883+00'),
	(28, 'axes', '0006_remove_accesslog_trusted', '2026-11-28 12:13:48.616081+00'),
	(29, 'axes', '0007_alter_accessattempt_unique_together', '2026-11-28 12:13:48.661605+00'),
	(30, 'axes', '0008_accessfailurelog', '2026-11-28 12:13:48.684353+00'),
	(31, 'axes', '0009_add_session_hash', '2026-11-28 12:13:48.693496+00'),
	(32, 'axes', '0010_accessattemptexpiration', '2026-11-28 12:13:48.711728+00'),
	(33, 'course', '0001_initial', '2026-11-28 12:13:48.854383+00'),
	(34, 'course_provider', '0002_app_pairs_of_one_realm', '2026-11-28 12:13:48.92157+00'),
	(35, 'stored_query', '0001_initial', '2026-11-28 12:13:48.988433+00'),
	(36, 'customer', '0001_initial', '2026-11-28 12:13:49.055305+00'),
	(37, 'realm_user', '0001_initial', '2026-11-28 12:13:49.12041+00'),
	(38, 'registration', '0001_initial', '2026-11-28 12:13:49.214759+00'),
	(39, 'invitation', '0001_initial', '2026-11-28 12:13:49.760394+00'),
	(40, 'launch_history', '0001_initial', '2026-11-28 12:13:49.773218+00'),
	(41, 'launch_history', '0002_initial', '2026-11-28 12:13:49.873931+00'),
	(42, 'outbox', '0001_initial', '2026-11-28 12:13:49.892348+00'),
	(43, 'outbox', '0002_heartbeat', '2026-11-28 12:13:49.905808+00'),
	(44, 'realm_user', '0002_initial', '2026-11-28 12:13:50.065063+00'),
	(45, 'request_log', '0001_initial', '2026-11-28 12:13:50.086473+00'),
	(46, 'scorm', '0001_initial', '2026-11-28 12:13:50.405612+00'),
	(47, 'sessions', '0001_initial', '2026-11-28 12:13:50.425876+00'),
	(48, 'tagging', '0001_initial', '2026-11-28 12:13:50.740333+00'),
	(49, 'template', '0001_initial', '2026-11-28 12:13:50.840569+00'),
	(50, 'upload', '0001_initial', '2026-11-28 12:13:50.965004+00'),
	(51, 'upload', '0002_initial', '2026-11-28 12:13:51.067401+00'),
	(52, 'user', '0002_second_factor', '2026-11-28 12:13:51.288304+00');
INSERT INTO public.django_session VALUES
	('wjmlr2qm60a9zgx5lvqdkgustf6pgcnx', '.eJxVj70SgjAQhN8lNRPJDwEp7X2GzF1yAdQhDgk2ju9uGCi03f1ud-_NLKx5tGuixU6e9Uyw6ldDcHeaN8PfYB4id3HOy4R8Q_jhJn6Nnh6Xg_0LGCGN5VoLHTQaRVLrBlRtqEEHEkQHqJ1Q1LlWehMKYSScsRVaeqwBRa26YLCEJird3gZwOZZhNKwz60XFYn5aT6_J0f7BVst3eGdPgn2-G9BOCA:1xXHJd:1Bu-Y2uvGxmd-7ssqdNV1GdbTC-wLDoaYUvhZd8j0To', '2036-10-06 12:14:23.700754+00');
INSERT INTO public.invitation_invitation VALUES
	(1, '2026-11-28 12:14:19.136805+00', '2026-11-28 12:14:19.147886+00', '{"license": true, "course_guids": ["golf", "chess"], "license_data": {"golf": {"seats_available": 5}, "chess": {"seats_available": 2}}, "initiating_user": "carol@learners.example", "reporting_users": "bob@learners.example"}', 'license', 'Five seats', true, true, false, false, NULL, 'carol@learners.example', '{bob@learners.example}', 1),
	(2, '2026-11-28 12:14:19.582841+00', '2026-11-28 12:14:19.588294+00', NULL, 'frozen', NULL, true, false, false, true, NULL, '', '{}', 1);
INSERT INTO public.invitation_invitationcourse VALUES
	(3, 0, NULL, 0, 4, 2),
	(1, 0, 5, 2, 3, 1),
	(2, 1, 2, 2, 4, 1);
INSERT INTO public.invitation_invitationlearner VALUES
	(1, 'ann@learners.example', 'Ann@learners.example', true, 1),
	(2, 'bob@learners.example', 'bob@learners.example', false, 1),
	(3, 'dave@learners.example', 'dave@learners.example', true, 1);
INSERT INTO public.invitation_seat VALUES
	(1, true, true, NULL, 0, 3, 1, 7),
	(3, true, true, NULL, 0, 4, 1, 9),
	(2, false, true, NULL, 0, 3, 2, 8),
	(4, false, true, NULL, 0, 4, 2, 10),
	(5, true, true, '2026-11-28 12:19:23.489341+00', 0, 3, 3, 11),
	(6, true, true, '2026-11-28 12:19:23.489341+00', 0, 4, 3, 12);
INSERT INTO public.launch_history_launchhistory VALUES
	(1, '2026-11-28 12:14:17.240419+00', '2026-11-28 12:14:17.240439+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/3-2pQix5bN5kHj0veBeBlf8A/launch_url.json', false, '1', NULL, 1),
	(2, '2026-11-28 12:14:18.025794+00', '2026-11-28 12:14:18.025808+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/4-GtMlQMZKh_gAA8UAA6OeHA/launch_url.json', false, '2', NULL, 2),
	(3, '2026-11-28 12:14:18.372838+00', '2026-11-28 12:14:18.372856+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/3-zY8LNQedhfuX3wpMIn57Rw/launch_url.json', false, '3', NULL, 3),
	(4, '2026-11-28 12:14:18.553737+00', '2026-11-28 12:14:18.553756+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/5-JiECIUaDn9vrRqrs5Ekw8g/launch_url.json', false, '4', NULL, 4),
	(5, '2026-11-28 12:14:18.778151+00', '2026-11-28 12:14:18.778171+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/6-1Bfir7FgnQgkc0dk-QBDig/launch_url.json', false, '5', NULL, 5),
	(6, '2026-11-28 12:14:18.856067+00', '2026-11-28 12:14:18.856083+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/3-2pQix5bN5kHj0veBeBlf8A/launch_url.json', false, '6', NULL, 1),
	(7, '2026-11-28 12:14:19.06617+00', '2026-11-28 12:14:19.066187+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/3-2pQix5bN5kHj0veBeBlf8A/launch_url.json', true, '7', NULL, 1);
INSERT INTO public.outbox_heartbeat VALUES
	(1, '2026-11-28 12:14:22.516167+00');
INSERT INTO public.outbox_promise VALUES
	(3, 'apps.registration.tasks.end_launches_of_course', '[5]', '2026-11-28 12:14:22.990172+00', '2026-11-28 12:14:22.990536+00'),
	(4, 'apps.registration.tasks.end_launches_of_course', '[6]', '2026-11-28 12:14:23.100484+00', '2026-11-28 12:14:23.100797+00'),
	(5, 'apps.registration.tasks.remove_course', '[6]', '2026-11-28 12:14:23.143255+00', '2026-11-28 12:14:23.145626+00'),
	(6, 'apps.course.tasks.import_upload', '[3]', '2026-11-28 12:14:23.28866+00', '2026-11-28 12:14:23.288885+00'),
	(7, 'apps.invitation.tasks.set_up_registrations', '[[11, 12]]', '2026-11-28 12:14:23.628512+00', '2026-11-28 12:14:23.628751+00'),
	(8, 'apps.registration.tasks.end_launches', '[3]', '2026-11-28 12:14:23.700754+00', '2026-11-28 12:14:23.700754+00'),
	(9, 'apps.registration.tasks.end_launches', '[1]', '2036-10-06 12:14:23.700754+00', '2026-11-28 12:14:23.700754+00');
INSERT INTO public.realm_realm VALUES
	(1, '2026-11-28 12:13:54.703039+00', '2026-11-28 12:13:54.703058+00', 'Demo', 'go50ar2_EN-u0oITpUoj', '4b5840c54e16f7316b99dcc89b3fc4815dd61fbe01880dd08954957e8d24fa75', 'https://lms.example', '00:10:00', '3650 days'),
	(2, '2026-11-28 12:14:12.099977+00', '2026-11-28 12:14:12.100006+00', 'Second', 'YidSh_gDnlhbu36-exrW', 'c4a57654ab40228d411bdec80f396c90d95572126a71fcd36f4979f7fe26ca09', '', '00:10:00', '1 day');
INSERT INTO public.realm_user_realmuser VALUES
	(1, '2026-11-28 12:14:14.034891+00', '2026-11-28 12:14:14.034908+00', NULL, 1, 1, 3),
	(2, '2026-11-28 12:14:14.256116+00', '2026-11-28 12:14:14.256138+00', NULL, 1, 1, 4),
	(3, '2026-11-28 12:14:14.354104+00', '2026-11-28 12:14:14.354125+00', NULL, 1, 1, 5),
	(4, '2026-11-28 12:14:14.513379+00', '2026-11-28 12:14:14.513394+00', NULL, 1, 1, 6),
	(6, '2026-11-28 12:14:17.023785+00', '2026-11-28 12:14:17.023809+00', NULL, 1, 1, 8);
INSERT INTO public.registration_registration VALUES
	(1, '2026-11-28 12:14:15.835499+00', '2026-11-28 12:14:19.05186+00', 'kept, byte for byte: é', '3-2pQix5bN5kHj0veBeBlf8A', 'Ann@learners.example', DEFAULT, 'Ann', 'Ångström', true, false, NULL, true, NULL, 'complete', 'passed', 80, 10, 1, '<?xml version="1.0" encoding="utf-8" ?>
<rsp stat="ok"><registrationreport format="course" regid="3-2pQix5bN5kHj0veBeBlf8A" instanceid="0"><complete>complete</complete><success>passed</success><totaltime>10</totaltime><score>80</score></registrationreport></rsp>', NULL, '2026-11-28 12:14:19.05186+00', '2026-11-28 12:14:15.869606+00', '2026-11-28 12:14:17.807371+00', '2026-11-28 12:14:17.807371+00', NULL, NULL, 'course', 'success', NULL, 0, '2026-11-28 12:14:17.914602+00', NULL, 3, 1, 3, 1, 1),
	(7, '2026-11-28 12:14:19.245084+00', '2026-11-28 12:14:19.337231+00', NULL, '3-qfcVx7hgw6GWZfjvBMVM5A', 'Ann@learners.example', DEFAULT, '', '', true, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 12:14:19.337055+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 1),
	(6, '2026-11-28 12:14:17.044354+00', '2026-11-28 12:14:17.129789+00', NULL, '3-OeOWL2DvyJ6WlHqWyy8uzA', 'deleted@learners.example', DEFAULT, '', '', true, false, 1, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 12:14:17.079457+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 6),
	(9, '2026-11-28 12:14:19.245225+00', '2026-11-28 12:14:19.37637+00', NULL, '4-qqrHf91AG4mISEz8c-_kHQ', 'Ann@learners.example', DEFAULT, '', '', true, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 12:14:19.376217+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 4, 1, 4, 1, 1),
	(8, '2026-11-28 12:14:19.245174+00', '2026-11-28 12:14:19.486614+00', NULL, '3-7Q6QNfw4fefyMf1WboAq_w', 'bob@learners.example', DEFAULT, '', '', false, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 12:14:19.357296+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 2),
	(10, '2026-11-28 12:14:19.245271+00', '2026-11-28 12:14:19.486614+00', NULL, '4-a4NnlD8ZE-Sd29xlxt658A', 'bob@learners.example', DEFAULT, '', '', false, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 12:14:19.390117+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 4, 1, 4, 1, 2),
	(2, '2026-11-28 12:14:16.054654+00', '2026-11-28 12:14:18.228651+00', NULL, '4-GtMlQMZKh_gAA8UAA6OeHA', 'bob@learners.example', DEFAULT, '', '', true, false, NULL, true, '4:bob@learners.example', 'incomplete', 'unknown', 50, 0, 1, '<?xml version="1.0" encoding="utf-8" ?>
<rsp stat="ok"><registrationreport format="course" regid="4-GtMlQMZKh_gAA8UAA6OeHA" instanceid="0"><complete>incomplete</complete><success>unknown</success><totaltime>0</totaltime><score>50</score></registrationreport></rsp>', NULL, '2026-11-28 12:14:18.022583+00', '2026-11-28 12:14:16.237889+00', '2026-11-28 12:14:18.161781+00', NULL, NULL, NULL, 'course', 'success', NULL, 0, '2026-11-28 12:14:18.228459+00', NULL, 4, 1, 4, 1, 2),
	(4, '2026-11-28 12:14:16.748517+00', '2026-11-28 12:14:18.546092+00', NULL, '5-JiECIUaDn9vrRqrs5Ekw8g', 'carol@learners.example', DEFAULT, '', '', true, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, '2026-11-28 12:14:18.546092+00', '2026-11-28 12:14:16.801401+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 5, 1, 5, 1, 3),
	(5, '2026-11-28 12:14:16.928546+00', '2026-11-28 12:14:18.758237+00', NULL, '6-1Bfir7FgnQgkc0dk-QBDig', 'carol@learners.example', DEFAULT, '', '', true, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, '2026-11-28 12:14:18.758237+00', '2026-11-28 12:14:16.958351+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 6, 1, 6, 1, 3),
	(11, '2026-11-28 12:14:23.605118+00', '2026-11-28 12:14:23.605142+00', NULL, '3-EcTfupA1YdiQXQbQdc7gog', 'dave@learners.example', DEFAULT, '', '', true, false, NULL, false, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 4),
	(12, '2026-11-28 12:14:23.605266+00', '2026-11-28 12:14:23.605273+00', NULL, '4-0xVDSlisbz1lh02bmUBLkg', 'dave@learners.example', DEFAULT, '', '', true, false, NULL, false, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 4, 1, 4, 1, 4),
	(3, '2026-11-28 12:14:16.472816+00', '2026-11-28 12:14:23.660448+00', NULL, '3-zY8LNQedhfuX3wpMIn57Rw', 'dave@learners.example', DEFAULT, '', '', false, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, '2026-11-28 12:14:18.368363+00', '2026-11-28 12:14:16.620553+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 4);
INSERT INTO public.request_log_requestlog VALUES
	(1, '2026-11-28 12:14:18.589534+00', 'e83c5aaced102494299a9f3ca7bea7d1', 'POST', '/bright/api/v2/registration/5-JiECIUaDn9vrRqrs5Ekw8g/launch_url.json', '', 200, '', 'REALM_PAIR', 1, '127.0.0.1', 166.57),
	(2, '2026-11-28 12:14:23.640988+00', 'befc34d2276edaf792698eae8fdcd65e', 'POST', '/bright/api/v2/invitation/add_learners.json', '', 200, '', 'REALM_PAIR', 1, '127.0.0.1', 340.516),
	(3, '2026-11-28 12:14:26.082049+00', 'fc6500ce9208131e3bb5377f25e91f48', 'GET', '/bright/api/v2/course.json', '', 401, 'no access mode presented', '', NULL, '127.0.0.1', 0.255),
	(4, '2026-11-28 12:14:25.848369+00', '8dfd338141304c54d3cbf1c694894640', 'GET', '/bright/api/v2/launch_history.json', 'api_key=[redacted]', 200, '', 'USER_KEY', 1, '127.0.0.1', 8.79),
	(5, '2026-11-28 12:14:26.026615+00', 'c799cda6b667b9b552d7c9f660f6df65', 'GET', '/bright/api/v2/registration.json', 'api_key=[redacted]', 401, 'index is not for ANONYMOUS_KEY', 'ANONYMOUS_KEY', 1, '127.0.0.1', 0.293),
	(6, '2026-11-28 12:14:26.036383+00', 'a15372efdfac04cf6916877ad9ec88f9', 'GET', '/bright/api/v2/course.json', 'api_key=[redacted]', 401, 'api key 6 was revoked at 2026-11-28 12:14:14 UTC', '', NULL, '127.0.0.1', 4.282),
	(7, '2026-11-28 12:14:26.05223+00', 'f226532be50f8bb63a04c1e651531714', 'GET', '/bright/api/v2/course.json', 'api_key=[redacted]', 401, 'api key 7 expired at 2026-11-28 12:14:15 UTC', '', NULL, '127.0.0.1', 9.213),
	(8, '2026-11-28 12:14:27.619788+00', '0adc5236c41d7c8b19b62b5b3c22f007', 'GET', '/bright/api/v2/stored_query/run.json', 'name=provider-only&sc_app_id=[redacted]&sc_secret_key=[redacted]', 200, '', 'APP_PAIR', 1, '127.0.0.1', 43.619),
	(9, '2026-11-28 12:14:28.358181+00', '20ba78687be559e499c722706563c9de', 'GET', '/bright/api/v2/registration.json', 'api_key=[redacted]', 401, 'index is not for ANONYMOUS_KEY', 'ANONYMOUS_KEY', 1, '127.0.0.1', 0.352),
	(10, '2026-11-28 12:14:28.371849+00', '6a22102dc16bab462ed7581c406f62d1', 'GET', '/bright/api/v2/course.json', 'api_key=[redacted]', 401, 'api key 6 was revoked at 2026-11-28 12:14:14 UTC', '', NULL, '127.0.0.1', 3.965),
	(11, '2026-11-28 12:14:28.386904+00', '0c28d99f1fc8d303a21b10f7f4465d23', 'GET', '/bright/api/v2/course.json', 'api_key=[redacted]', 401, 'api key 7 expired at 2026-11-28 12:14:15 UTC', '', NULL, '127.0.0.1', 5.236),
	(12, '2026-11-28 12:14:28.415247+00', '02eafbb25379af44a8ebdb54f6e17c99', 'GET', '/bright/api/v2/course.json', '', 401, 'no access mode presented', '', NULL, '127.0.0.1', 0.316);
INSERT INTO public.scorm_attempt VALUES
	(3, '2026-11-28 12:14:16.502984+00', '2026-11-28 12:14:16.503006+00', '1/3-zY8LNQedhfuX3wpMIn57Rw', 0, 'dave@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 3),
	(4, '2026-11-28 12:14:16.785213+00', '2026-11-28 12:14:16.785234+00', '1/5-JiECIUaDn9vrRqrs5Ekw8g', 0, 'carol@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 5),
	(5, '2026-11-28 12:14:16.952987+00', '2026-11-28 12:14:16.95301+00', '1/6-1Bfir7FgnQgkc0dk-QBDig', 0, 'carol@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 6),
	(6, '2026-11-28 12:14:17.071833+00', '2026-11-28 12:14:17.071855+00', '1/3-OeOWL2DvyJ6WlHqWyy8uzA', 0, 'deleted@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 3),
	(1, '2026-11-28 12:14:15.869606+00', '2026-11-28 12:14:17.860412+00', '1/3-2pQix5bN5kHj0veBeBlf8A', 0, 'Ann@learners.example', 'Ångström, Ann', 1, '2026-11-28 12:14:17.406104+00', '2026-11-28 12:14:17.807371+00', '2026-11-28 12:14:17.807371+00', 'complete', 'passed', 80, 10, 3, 3, 3),
	(2, '2026-11-28 12:14:16.237889+00', '2026-11-28 12:14:18.194191+00', '1/4-GtMlQMZKh_gAA8UAA6OeHA', 0, 'bob@learners.example', '', 1, '2026-11-28 12:14:18.04735+00', '2026-11-28 12:14:18.161781+00', NULL, 'incomplete', 'unknown', 50, 0, 2, 2, 4),
	(7, '2026-11-28 12:14:19.329265+00', '2026-11-28 12:14:19.329285+00', '1/3-qfcVx7hgw6GWZfjvBMVM5A', 0, 'Ann@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 3),
	(8, '2026-11-28 12:14:19.354233+00', '2026-11-28 12:14:19.354252+00', '1/3-7Q6QNfw4fefyMf1WboAq_w', 0, 'bob@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 3),
	(9, '2026-11-28 12:14:19.367586+00', '2026-11-28 12:14:19.367601+00', '1/4-qqrHf91AG4mISEz8c-_kHQ', 0, 'Ann@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 4),
	(10, '2026-11-28 12:14:19.384616+00', '2026-11-28 12:14:19.384631+00', '1/4-a4NnlD8ZE-Sd29xlxt658A', 0, 'bob@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 4);
INSERT INTO public.scorm_commitlog VALUES
	(1, 1, false, false, false, true, '2026-11-28 12:14:17.640441+00', 368, '\x789c3d4fcb6ac4300cfc95c5e71e9c9ec2de4a7b6aa1973d2cf46284a3b0a67e2496ccb62cf9f74a4ea8319698198dc60f4348144a36e79319bec697f5faeec66b4e9f970fb8419c5fefe6e9647c4929f005d786d9a36807016bcb1c12be0183200fe353d86ba9d89b28d6253b62e046ba2064315a2232aae941c7e2818f04cf8ad3bf4185bba2a35538852ed97bf8e981ad359b4eec7f701aa76bec59ee70908d16cc939bf69ce61b17568f90192b785d4d7d9bed6f9854b40e2ae1dfa5fbf95b09be67266e136676156991b9ce821202b4c85d5c6a45cf669323c41c3244c1678884db1f05467274', 1),
	(2, 2, true, false, false, true, '2026-11-28 12:14:17.814008+00', 363, '\x789c3d4fc16a032110fd95e0b90737a725b7d29e5ae82587402e32e8844857dd7546d212f6df3be32e155179efcd7bcfa721248a259bd3c10cd7f175b97cb8f192d3d7f913ee30ddde1ee6e5607c4929f2199786d9a3688f02d69639267c0706419ec6a7b8dda5627f4c625db223066ea40133106150c39d9a8a07ded38f8ad3ff708587a2a35538c52ed9def0d3cb5a6b569dd8fa3badd235f6247bd8c94633e6e0c2d6d17ce3ccea11336305afd1d4d36c3f6350d132a8847fe7eee7ef25ca97d58c5bc0ccae22cd32d759504280367117975ad1b3596509718b1926c1b9365cff005546707a', 1),
	(3, 1, false, false, false, true, '2026-11-28 12:14:18.167426+00', 188, '\x789c2d8dcb0ac23010457fa5cc5ac52a2e7417105c4bddb82a43326a202f339355f1df4ddacee6c2b99733133031db18e0d2013dce7620a76edb4356cf7beac39bbd824d073a7a6f65a06fa1a0a96efb0a7309623d5d51b09209b4b74b469f1c49958e2c28859bdb861553f3b9a851d6afc706b870a26046b3c8e083ee35731d33cd56d6e8c8b46ebf3bc1afde1fd4d13cf1', 2);
INSERT INTO public.scorm_launch VALUES
	(1, '2026-11-28 12:14:17.212628+00', '2026-11-28 12:14:17.212662+00', '29242b500623e0309a68b8bbdad54f273fa17a89cee33aab5dd2f3b87d7f4ab3', false, 'https://lms.example/back', '2026-11-28 12:24:17.866885+00', '2026-11-28 12:14:17.406104+00', '2026-11-28 12:14:18.003776+00', 1),
	(4, '2026-11-28 12:14:18.515016+00', '2026-11-28 12:14:18.515047+00', '917786163d7b60cdaccab56204fc25705bdc977c18cfc4d41b42975a109923d7', false, '', '2036-11-25 12:14:18.514772+00', NULL, NULL, 4),
	(5, '2026-11-28 12:14:18.714999+00', '2026-11-28 12:14:18.715014+00', 'd9dcbbacc981a08e7b35bc6a0b5d3b9002618ece082df529ed0fb5dc2a5370af', false, '', '2036-11-25 12:14:18.714779+00', NULL, NULL, 5),
	(6, '2026-11-28 12:14:18.848681+00', '2026-11-28 12:14:18.848697+00', 'ada60a3014b9323c2846dc0bb18d2ddf24049fdf62d75555521f05243891e04e', false, '', '2036-11-25 12:14:18.848447+00', NULL, NULL, 1),
	(7, '2026-11-28 12:14:19.042378+00', '2026-11-28 12:14:19.042394+00', '78734bec4a0aabb452b7ae3b626434dfc914bc93ced27943348229436c2e7619', true, '', '2036-11-25 12:14:19.042157+00', NULL, NULL, 1),
	(3, '2026-11-28 12:14:18.362326+00', '2026-11-28 12:14:18.362342+00', '5ff133a8df493d8a874ba7cbd154c2ded6b6c2de69d66c95ed7773d6d2724de5', false, '', '2026-11-28 12:14:23.667605+00', NULL, '2026-11-28 12:14:23.667605+00', 3),
	(2, '2026-11-28 12:14:18.021194+00', '2026-11-28 12:14:18.02121+00', '7593d063882d74a26c3200e38692036fc1231593df3fa4d51b3979df209797ce', false, '', '2036-10-06 12:14:23.700754+00', '2026-11-28 12:14:18.04735+00', NULL, 2);
INSERT INTO public.scorm_launchsession VALUES
	(1, '1Z8AqWJ_8WnmNSKahalfCw', 10, '2026-11-28 12:14:17.414826+00', '2026-11-28 12:14:17.807371+00', '2026-11-28 12:14:17.807371+00', 'finish', 2, 1, 3),
	(2, 'eT9iSelAG-2rAYQp1ngsmA', 0, '2026-11-28 12:14:18.055019+00', '2026-11-28 12:14:18.161781+00', NULL, '', 1, 2, 4);
INSERT INTO public.scorm_package VALUES
	(1, '2026-11-28 12:13:55.559703+00', '2026-11-28 12:13:55.559721+00', '1/sample-clouds', 0, 'scorm_12', 'Reading the clouds', '{"title": "Reading the clouds", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "clouds", "title": "Reading the clouds", "children": [{"id": "clouds_item", "title": "Reading the clouds", "isVisible": true}], "isVisible": true}, "identifier": "bright-sample-clouds", "organization": "clouds", "objectives_global_to_system": false}', '[]', '1QuxkaxcZxLvcUZ6u2XtNmYFQb51PKIM', '515ef802e984d079857d88afdef1ac641e6b774f904f286a5cf9c2ee92e312f0', 10539, 27572, 8),
	(2, '2026-11-28 12:13:55.621417+00', '2026-11-28 12:13:55.621434+00', '1/sample-tea', 0, 'scorm_2004_4th_edition', 'A cup of tea, properly', '{"title": "A cup of tea, properly", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_2004_4th_edition", "activities": {"id": "tea", "title": "A cup of tea, properly", "children": [{"id": "tea_item", "title": "A cup of tea, properly", "isVisible": true, "objectives": [{"mapInfo": [], "objectiveID": "temperature", "satisfiedByMeasure": false}, {"mapInfo": [], "objectiveID": "time", "satisfiedByMeasure": false}], "deliveryControls": {"objectiveSetByContent": true, "completionSetByContent": true}, "primaryObjective": {"mapInfo": [], "objectiveID": "tea_made", "satisfiedByMeasure": true, "minNormalizedMeasure": 0.8}, "sequencingControls": {"flow": false}}], "isVisible": true, "sequencingControls": {"flow": false}}, "identifier": "bright-sample-tea", "organization": "tea", "objectives_global_to_system": true}', '[]', 'b7QOjszfuv5NdEmdiyrjOuPIJ-O2tVni', '6402a736e20202bb5fa4fd48ac7150d4d66275983ba0249bc03d36de5bd0b34f', 10510, 26156, 8),
	(3, '2026-11-28 12:14:14.754934+00', '2026-11-28 12:14:14.754955+00', '1/golf', 0, 'scorm_12', 'On golf & <more>', '{"title": "On golf & <more>", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "o", "title": "On golf & <more>", "children": [{"id": "i", "title": "On golf & <more>", "isVisible": true}], "isVisible": true}, "identifier": "m", "organization": "o", "objectives_global_to_system": false}', '[]', 'SYauRuhZn5S-O1_rDCGmsBeOULbadELN', '819e78acbbe8669097ec62b26b348dc2f3a99a8067c71924d91754c647c4cb1e', 596, 658, 2),
	(4, '2026-11-28 12:14:14.934559+00', '2026-11-28 12:14:14.93458+00', '1/chess', 0, 'scorm_2004_3rd_edition', 'On chess & <more>', '{"title": "On chess & <more>", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_2004_3rd_edition", "activities": {"id": "o", "title": "On chess & <more>", "children": [{"id": "i", "title": "On chess & <more>", "isVisible": true, "sequencingControls": {"flow": false}}], "isVisible": true, "sequencingControls": {"flow": false}}, "identifier": "m", "organization": "o", "objectives_global_to_system": true}', '[]', 'qsStC0nbqENUTwk1F3C1M7JB95q5WkUN', '899bebf2f0415a1327a4acf8f930a98ed120d85d9b565a12554e63c29f2cf18a', 604, 663, 2),
	(5, '2026-11-28 12:14:15.164311+00', '2026-11-28 12:14:15.16433+00', '1/hidden', 0, 'scorm_12', 'On hidden & <more>', '{"title": "On hidden & <more>", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "o", "title": "On hidden & <more>", "children": [{"id": "i", "title": "On hidden & <more>", "isVisible": true}], "isVisible": true}, "identifier": "m", "organization": "o", "objectives_global_to_system": false}', '[]', 'fvPFfC1VopSc5pLieHBo3O9LEixSp4aU', 'e1209032032cc2ccee643cf7bc360a704eabed423ed16ded0f0d260dba798e61', 599, 664, 2),
	(6, '2026-11-28 12:14:15.339932+00', '2026-11-28 12:14:15.339951+00', '1/doomed', 0, 'scorm_12', 'On doomed & <more>', '{"title": "On doomed & <more>", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "o", "title": "On doomed & <more>", "children": [{"id": "i", "title": "On doomed & <more>", "isVisible": true}], "isVisible": true}, "identifier": "m", "organization": "o", "objectives_global_to_system": false}', '[]', 'L29fRaVfjswPUuYJQz2CXYf3zrAoIk-o', '37a322644b97e5430dbf496925c68a6d95e4cfd908276561df4a0a931f2cfbf5', 599, 664, 2),
	(7, '2026-11-28 12:14:18.685158+00', '2026-11-28 12:14:18.685172+00', '1/uploaded', 0, 'scorm_12', 'Uploaded', '{"title": "Uploaded", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "o", "title": "Uploaded", "children": [{"id": "i", "title": "Uploaded", "isVisible": true}], "isVisible": true}, "identifier": "m", "organization": "o", "objectives_global_to_system": false}', '[]', '807JhwBecaVLJYazC_q4yqHimuLrzdTc', '1b9aafdad0751a2e9c52d9e5cf3515578e5aefc952d80b5c96e8009b1b74f9d2', 560, 604, 2);
INSERT INTO public.scorm_sco VALUES
	(1, 0, 'clouds_item', 'Reading the clouds', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 1),
	(2, 0, 'tea_item', 'A cup of tea, properly', 'index.html', 'sco', true, NULL, 0.8, NULL, '', '', '', '["tea_made", "temperature", "time"]', 2),
	(3, 0, 'i', 'On golf & <more>', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 3),
	(4, 0, 'i', 'On chess & <more>', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 4),
	(5, 0, 'i', 'On hidden & <more>', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 5),
	(6, 0, 'i', 'On doomed & <more>', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 6),
	(7, 0, 'i', 'Uploaded', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 7);
INSERT INTO public.scorm_scostate VALUES
	(1, '2026-11-28 12:14:17.651499+00', '2026-11-28 12:14:17.844374+00', '{"core": {"score": {"max": "100", "min": "0", "raw": "80"}, "session_time": "00:00:10", "lesson_status": "passed", "lesson_location": "2"}, "interactions": {"0": {"id": "q1", "type": "choice", "result": "correct", "student_response": "a"}}, "suspend_data": "kept"}', 'complete', 'passed', 80, 10, true, 2, 1, 1, 3),
	(2, '2026-11-28 12:14:18.17888+00', '2026-11-28 12:14:18.178896+00', '{"score": {"scaled": "0.5"}, "location": "3", "suspend_data": "half", "completion_status": "incomplete"}', 'incomplete', 'unknown', 50, 0, false, 1, 2, 2, 4);
INSERT INTO public.stored_query_storedquery VALUES
	(1, '2026-11-28 12:13:52.111668+00', '2026-11-28 12:14:19.658796+00', 'getLicenseKeysForUser', 'bright', 'The licence keys that a user owns or may report on, with their seats: one row for each course.
Columns:
invitation_name: the licence key
course_guid: the course
course_title: its title
seats_total: how many seats there are; empty: without limit
seats_used: how many are taken
seats_left: how many are left', 'SELECT ic.invitation_name, ic.course_guid, ic.course_title, ic.seats_total, ic.seats_used, ic.seats_left
  FROM invitations i JOIN invitation_courses ic ON ic.invitation_id = i.id
 WHERE i.license AND (:email IS NULL OR i.owner_email = lower(:email))
 ORDER BY ic.invitation_name, ic.position
', '[{"name": "email", "type": "text", "description": "The owner''s address; none: all that one may see."}]', 'any_user', NULL, NULL),
	(2, '2026-11-28 12:13:52.12494+00', '2026-11-28 12:14:19.66967+00', 'redemptions_available_for', 'bright', 'How many seats an invitation has left on each of its courses.
Columns:
course_guid: the course
course_title: its title
seats_total: how many seats there are; empty: without limit
seats_used: how many are taken
seats_left: how many are left; empty: without limit', 'SELECT course_guid, course_title, seats_total, seats_used, seats_left
  FROM invitation_courses
 WHERE invitation_name = :invitation_name
 ORDER BY position
', '[{"name": "invitation_name", "type": "text", "description": "The invitation''s name."}]', 'invitation_owner', NULL, NULL),
	(3, '2026-11-28 12:13:52.128581+00', '2026-11-28 12:14:19.680715+00', 'invitation_completion_matrix', 'bright', 'Who on an invitation has come how far: one row for each learner and course.
Columns:
learner_email: the learner, in lower case
fname: first name
lname: last name
course_guid: the course
course_title: its title
registration_guid: the registration
complete: complete, incomplete, unknown
success: passed, failed, unknown
score: 0 to 100; empty: none
totaltime: seconds
completed_at: when it was completed', 'SELECT r.learner_email, r.fname, r.lname, r.course_guid, r.course_title, r.registration_guid,
       r.complete, r.success, r.score, r.totaltime, r.completed_at
  FROM invitation_registrations ir
  JOIN invitation_learners l ON l.invitation_id = ir.invitation_id AND l.learner_email = ir.learner_email AND l.active
  JOIN registrations r ON r.id = ir.registration_id
 WHERE ir.invitation_name = :invitation_name AND r.active
 ORDER BY r.learner_email, r.course_title, r.id
', '[{"name": "invitation_name", "type": "text", "description": "The invitation''s name."}]', 'invitation_owner', NULL, NULL),
	(5, '2026-11-28 12:13:52.140181+00', '2026-11-28 12:14:19.704403+00', 'learner_transcript', 'bright', 'What a learner has taken, and with what result; the newest first.
Columns:
learner_id: the learner''s address, as it was sent
course_guid: the course
course_title: its title
registration_guid: the registration
complete: complete, incomplete, unknown
success: passed, failed, unknown
score: 0 to 100; empty: none
totaltime: seconds
attempts: how many there were
launched_at: when it was last launched
completed_at: when it was completed
created_at: when the learner was registered', 'SELECT learner_id, course_guid, course_title, registration_guid, complete, success, score, totaltime, attempts,
       launched_at, completed_at, created_at
  FROM registrations
 WHERE :learner_id IS NULL OR learner_email = lower(:learner_id)
 ORDER BY learner_email, created_at DESC, id DESC
', '[{"name": "learner_id", "type": "text", "description": "The learner''s e-mail address; none: every learner that one may see."}]', 'any_user', NULL, NULL),
	(6, '2026-11-28 12:13:52.147642+00', '2026-11-28 12:14:19.7125+00', 'registrations_changed_since', 'bright', 'Registrations that changed since a moment, the oldest change first: for a nightly export.
Columns:
registration_guid: the registration
course_guid: the course
learner_id: the learner''s address, as it was sent
fname: first name
lname: last name
active: false: can''t be launched any more
complete: complete, incomplete, unknown
success: passed, failed, unknown
score: 0 to 100; empty: none
totaltime: seconds
attempts: how many there were
completed_at: when it was completed
created_at: when it was made
updated_at: when it last changed: the next export''s `since`', 'SELECT registration_guid, course_guid, learner_id, fname, lname, active, complete, success, score, totaltime, attempts,
       completed_at, created_at, updated_at
  FROM registrations
 WHERE :since IS NULL OR updated_at >= :since
 ORDER BY updated_at, id
', '[{"name": "since", "type": "datetime", "description": "ISO 8601; none: all registrations."}]', 'administrator', NULL, NULL),
	(7, '2026-11-28 12:13:52.150332+00', '2026-11-28 12:14:19.721068+00', 'interactions_for_course', 'bright', 'What was answered in a course: one row for each learner, attempt and question.
Columns:
learner_email: the learner, in lower case
registration_guid: the registration
attempt: from 0
sco_title: the activity that asked
position: the question''s place among those answered, from 0
interaction_id: the question''s id, as the package gave it
type: true-false, choice, fill-in, …
question: its text; empty where the package gave none
learner_response: what was answered
correct_response: the first answer that counts as right
result: correct, incorrect or wrong, neutral, …
answered_at: when, as the package says it', 'SELECT learner_email, registration_guid, attempt, sco_title, position, interaction_id, type, question,
       learner_response, correct_response, result, answered_at
  FROM interactions
 WHERE course_guid = :course_guid
 ORDER BY learner_email, registration_guid, attempt, sco, position
', '[{"name": "course_guid", "type": "text", "description": "The course''s guid."}]', 'administrator', NULL, NULL),
	(4, '2026-11-28 12:13:52.133478+00', '2026-11-28 12:14:19.689982+00', 'course_completion_summary', 'bright', 'How each course goes: one row for each.
Columns:
course_guid: the course
course_title: its title
registrations: how many there are
launched: how many were ever launched
completed: how many are complete
passed: how many are passed
failed: how many are failed
average_score: over those that have one, with one decimal
average_seconds: the time spent, over those that were launched', 'SELECT c.course_guid, c.title AS course_title, count(r.id) AS registrations, count(r.launched_at) AS launched,
       count(*) FILTER (WHERE r.complete = ''complete'') AS completed,
       count(*) FILTER (WHERE r.success = ''passed'') AS passed,
       count(*) FILTER (WHERE r.success = ''failed'') AS failed,
       round(avg(r.score)::numeric, 1) AS average_score,
       round(avg(r.totaltime) FILTER (WHERE r.launched_at IS NOT NULL)::numeric, 1) AS average_seconds
  FROM courses c LEFT JOIN registrations r ON r.course_id = c.id
 WHERE :course_guid IS NULL OR c.course_guid = :course_guid
 GROUP BY c.id, c.course_guid, c.title
 ORDER BY c.title, c.id
', '[{"name": "course_guid", "type": "text", "description": "The course''s guid; none: every course."}]', 'administrator', NULL, NULL),
	(8, '2026-11-28 12:14:20.013443+00', '2026-11-28 12:14:20.013465+00', 'mine', 'realm', 'Made for mine', 'SELECT learner_email, course_guid, complete FROM registrations ORDER BY 1, 2, 3', '[]', 'any_user', NULL, 1),
	(9, '2026-11-28 12:14:20.067061+00', '2026-11-28 12:14:20.067081+00', 'of-invitation', 'realm', 'Made for of-invitation', 'SELECT learner_email, course_guid, complete FROM registrations ORDER BY 1, 2, 3', '[]', 'invitation_owner', NULL, 1),
	(10, '2026-11-28 12:14:20.23353+00', '2026-11-28 12:14:20.23355+00', 'recent', 'realm', 'Made for recent', 'SELECT course_guid, title FROM courses WHERE created_at > :since ORDER BY 1', '[{"name": "since", "type": "datetime", "description": "From when on."}]', 'administrator', NULL, 1),
	(11, '2026-11-28 12:14:20.308653+00', '2026-11-28 12:14:20.308674+00', 'people', 'realm', 'Made for people', 'SELECT email, realm_role_id FROM realm_users ORDER BY 1', '[]', 'realm', NULL, 1),
	(12, '2026-11-28 12:14:20.448617+00', '2026-11-28 12:14:20.448635+00', 'provider-only', 'course_provider', '', 'SELECT learner_email, course_guid, complete FROM registrations ORDER BY 1, 2, 3', '[]', 'administrator', 1, 1);
INSERT INTO public.tagging_tag VALUES
	(1, 'course', 3, 'spring', 1),
	(2, 'course', 3, 'first', 1);
INSERT INTO public.template_template VALUES
	(1, '2026-11-28 12:14:19.639832+00', '2026-11-28 12:14:19.63985+00', 'mine', 'launcher', 'handlebars', 'text/html', '<b>{{title}}</b>', 1);
INSERT INTO public.upload_upload VALUES
	(2, '2026-11-28 12:14:15.449826+00', '2026-11-28 12:14:18.643428+00', 'rorVT0c03-KoNoaj6uLOJA', 'course.zip', '/tmp/tmp_g2y6q60/home/media/uploads/7c3944efb1324923ac45407cb49be25e.zip', 10, 'refused', '', NULL, 'refused', 'refused', 0, 'This is not a course package: no imsmanifest.xml, tincan.xml, cmi5.xml or AICC files in the top folder; the file is not a zip.', '', '', 0, '[]', 1, 1, NULL),
	(1, '2026-11-28 12:14:15.408688+00', '2026-11-28 12:14:18.722122+00', '_-wKvAe-DTXkNGvmFxtHXQ', 'course.zip', '/tmp/tmp_g2y6q60/home/media/uploads/404d08dad3fc418a97e1c3e30ee7867e.zip', 560, 'uploaded', '', NULL, 'ready', 'ready', 100, '', 'Uploaded', 'scorm_12', 1, '[]', 1, 1, NULL),
	(3, '2026-11-28 12:14:23.283131+00', '2026-11-28 12:14:23.287683+00', 'OgGy1_Tik95-6kcdrxO2QA', 'course.zip', '/tmp/tmp_g2y6q60/home/media/uploads/6322d647ac9d4c758692da96a9d7bd3b.zip', 554, 'late', '', NULL, 'waiting', 'waiting for a worker', 0, '', '', '', 0, '[]', 1, 1, NULL);
INSERT INTO public.user_secondfactor VALUES
	(1, 'authenticator', true, NULL, 0, 'gAAAAABrCsWNjsxeAVhgDdSfU4XPgt_v2d1vs2YfNqkiqdc1bXbBXOWrG2VhyYG99-UCaqsm9E_QC1CZ9k1CmN0x42Oz5w2ac0866XTrEqa7Tjj_60BpppttY6unf_S4vbFxlr7U41Dk', 59862268, '["4fb4c84494ede5b5ced07a48c930787986809456749755333d5aa72a1690e7c1", "459024aedf362776e319bff97905963c27648060a59067f344d15e3b1bed693d", "51f7c786e73dd71bf3d4a1b3e28f66f7b02f5f98d3f1876c5eb3650e727fa98a", "73dcf4c700292b82f52dd8c8432e2282a8ebc4405e73be955f9070a4bea303be", "d7161f03488d2cd6a4a15e04a9e084aa793bc28b21bde72f82f3195516cceb66", "835872065c9e4d19c042e2c235c99c7df57894f28654153a58620a5efb6563e9", "58380d746d602c2f6697d89f5fc1d4a3dd355481dd775ba9855172a3c7d0667c", "6d658505b29d5099a0aa570bb6833112a810d505d47b411c5e53c1290e2d62c6", "48eafcfb94bbb96edb3341571ae2c57ed537bd19da66fe0c5972869f4537f8e7", "94463fdee23c49b22bbcea4db3c89d76128966531c246dff3b299288256787b2"]', '2026-11-28 12:14:05.679307+00', 1);
INSERT INTO public.user_user VALUES
	(2, 'pbkdf2_sha256$1000000$VvB4ScqPdHm1ghZM7b9Tfd$rjYTkpuWlTIh2sI+/c2E1sEZT2fC/LCnflaykPatdxc=', NULL, false, '2026-11-28 12:14:03.415152+00', '2026-11-28 12:14:03.415152+00', 'clerk@bright.example', 'Clare', 'Clerk', true, true),
	(1, 'pbkdf2_sha256$1000000$VvB4ScqPdHm1ghZM7b9Tfd$rjYTkpuWlTIh2sI+/c2E1sEZT2fC/LCnflaykPatdxc=', '2026-11-28 12:14:05.564398+00', true, '2026-11-28 12:13:55.491764+00', '2026-11-28 12:13:55.491779+00', 'operator@bright.example', '', '', true, true),
	(3, '!WGDpAH8l6b4zG6g2AieUKDlGLsY2C2NIYPpynZN1', NULL, false, '2026-11-28 12:14:14.024958+00', '2026-11-28 12:14:14.02497+00', 'ann@learners.example', '', '', true, false),
	(4, '!GWe20ND8kVidD8Qf76BoHZMxN949V2lW5S3MZcsd', NULL, false, '2026-11-28 12:14:14.223945+00', '2026-11-28 12:14:14.223959+00', 'bob@learners.example', '', '', true, false),
	(5, '!OC1FG1yjxaw6CzqebJbM9gnK1MntcU8WdYUJehIX', NULL, false, '2026-11-28 12:14:14.295798+00', '2026-11-28 12:14:14.295811+00', 'carol@learners.example', '', '', true, false),
	(6, '!T23ugVQDR5BmOKwH44zbnGdG2Q4J5V0VnRF8gGwJ', NULL, false, '2026-11-28 12:14:14.510549+00', '2026-11-28 12:14:14.51056+00', 'dave@learners.example', '', '', true, false),
	(7, '!gmgJSqldEV0ExlvAi7N2HsyQcqSojRJpHmoUyIo1', NULL, false, '2026-11-28 12:14:15.537774+00', '2026-11-28 12:14:15.537787+00', 'gone@learners.example', '', '', true, false),
	(8, '!2JR0kqazlQz4GV0FHlBDXE1gchwkzIQnOUIniaUn', NULL, false, '2026-11-28 12:14:17.008599+00', '2026-11-28 12:14:17.00863+00', 'deleted@learners.example', '', '', true, false);
INSERT INTO public.user_user_groups VALUES
	(1, 2, 1);
INSERT INTO public.user_user_user_permissions VALUES
	(1, 2, 48),
	(2, 2, 110),
	(3, 2, 148);
SELECT pg_catalog.setval('public.api_key_apikey_id_seq', 8, true);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, true);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 2, true);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 152, true);
SELECT pg_catalog.setval('public.axes_accessattempt_id_seq', 1, true);
SELECT pg_catalog.setval('public.axes_accessfailurelog_id_seq', 1, true);
SELECT pg_catalog.setval('public.axes_accesslog_id_seq', 1, true);
SELECT pg_catalog.setval('public.course_course_id_seq', 7, true);
SELECT pg_catalog.setval('public.course_courseversion_id_seq', 7, true);
SELECT pg_catalog.setval('public.course_provider_courseprovider_id_seq', 3, true);
SELECT pg_catalog.setval('public.customer_customerendpoint_id_seq', 1, true);
SELECT pg_catalog.setval('public.django_admin_log_id_seq', 4, true);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 38, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 52, true);
SELECT pg_catalog.setval('public.invitation_invitation_id_seq', 2, true);
SELECT pg_catalog.setval('public.invitation_invitationcourse_id_seq', 3, true);
SELECT pg_catalog.setval('public.invitation_invitationlearner_id_seq', 3, true);
SELECT pg_catalog.setval('public.invitation_seat_id_seq', 6, true);
SELECT pg_catalog.setval('public.launch_history_launchhistory_id_seq', 7, true);
SELECT pg_catalog.setval('public.outbox_heartbeat_id_seq', 1, false);
SELECT pg_catalog.setval('public.outbox_promise_id_seq', 9, true);
SELECT pg_catalog.setval('public.realm_realm_id_seq', 2, true);
SELECT pg_catalog.setval('public.realm_user_realmuser_id_seq', 6, true);
SELECT pg_catalog.setval('public.registration_registration_id_seq', 12, true);
SELECT pg_catalog.setval('public.request_log_requestlog_id_seq', 12, true);
SELECT pg_catalog.setval('public.scorm_attempt_id_seq', 10, true);
SELECT pg_catalog.setval('public.scorm_commitlog_id_seq', 3, true);
SELECT pg_catalog.setval('public.scorm_launch_id_seq', 7, true);
SELECT pg_catalog.setval('public.scorm_launchsession_id_seq', 2, true);
SELECT pg_catalog.setval('public.scorm_package_id_seq', 7, true);
SELECT pg_catalog.setval('public.scorm_sco_id_seq', 7, true);
SELECT pg_catalog.setval('public.scorm_scostate_id_seq', 2, true);
SELECT pg_catalog.setval('public.stored_query_storedquery_id_seq', 12, true);
SELECT pg_catalog.setval('public.tagging_tag_id_seq', 2, true);
SELECT pg_catalog.setval('public.template_template_id_seq', 1, true);
SELECT pg_catalog.setval('public.upload_upload_id_seq', 3, true);
SELECT pg_catalog.setval('public.user_secondfactor_id_seq', 1, true);
SELECT pg_catalog.setval('public.user_user_groups_id_seq', 1, true);
SELECT pg_catalog.setval('public.user_user_id_seq', 8, true);
SELECT pg_catalog.setval('public.user_user_user_permissions_id_seq', 3, true);
ALTER TABLE ONLY bright_q_seal.key
    ADD CONSTRAINT key_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_key_apikey
    ADD CONSTRAINT api_key_apikey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_key_apikey
    ADD CONSTRAINT api_key_apikey_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.scorm_attempt
    ADD CONSTRAINT attempt_number UNIQUE (registration_ref, number);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);
ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scorm_commitlog
    ADD CONSTRAINT commit_sequence UNIQUE (session_id, sequence);
ALTER TABLE ONLY public.course_course
    ADD CONSTRAINT course_course_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.course_courseversion
    ADD CONSTRAINT course_courseversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.course_course
    ADD CONSTRAINT course_guid_once UNIQUE (course_provider_id, course_guid);
ALTER TABLE ONLY public.course_provider_courseprovider
    ADD CONSTRAINT course_provider_app UNIQUE (realm_id, sc_app_id);
ALTER TABLE ONLY public.course_provider_courseprovider
    ADD CONSTRAINT course_provider_courseprovider_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.course_provider_courseprovider
    ADD CONSTRAINT course_provider_name UNIQUE (realm_id, name);
ALTER TABLE ONLY public.course_courseversion
    ADD CONSTRAINT course_version_number UNIQUE (course_id, number);
ALTER TABLE ONLY public.customer_customerendpoint
    ADD CONSTRAINT customer_customerendpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customer_customerendpoint
    ADD CONSTRAINT customer_endpoint_path UNIQUE (realm_id, path);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.invitation_invitationcourse
    ADD CONSTRAINT invitation_course_once UNIQUE (invitation_id, course_id);
ALTER TABLE ONLY public.invitation_invitation
    ADD CONSTRAINT invitation_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation_invitationcourse
    ADD CONSTRAINT invitation_invitationcourse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation_invitationlearner
    ADD CONSTRAINT invitation_invitationlearner_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation_invitationlearner
    ADD CONSTRAINT invitation_learner_once UNIQUE (invitation_id, email);
ALTER TABLE ONLY public.invitation_invitation
    ADD CONSTRAINT invitation_name UNIQUE (realm_id, name);
ALTER TABLE ONLY public.invitation_seat
    ADD CONSTRAINT invitation_seat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.launch_history_launchhistory
    ADD CONSTRAINT launch_history_launchhistory_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outbox_heartbeat
    ADD CONSTRAINT outbox_heartbeat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outbox_promise
    ADD CONSTRAINT outbox_promise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scorm_package
    ADD CONSTRAINT package_version UNIQUE (course_ref, version);
ALTER TABLE ONLY public.realm_realm
    ADD CONSTRAINT realm_realm_name_key UNIQUE (name);
ALTER TABLE ONLY public.realm_realm
    ADD CONSTRAINT realm_realm_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.realm_realm
    ADD CONSTRAINT realm_realm_realm_guid_key UNIQUE (realm_guid);
ALTER TABLE ONLY public.realm_user_realmuser
    ADD CONSTRAINT realm_user_once UNIQUE (realm_id, user_id);
ALTER TABLE ONLY public.realm_user_realmuser
    ADD CONSTRAINT realm_user_realmuser_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.registration_registration
    ADD CONSTRAINT registration_guid_once UNIQUE (course_provider_id, registration_guid);
ALTER TABLE ONLY public.registration_registration
    ADD CONSTRAINT registration_registration_dedup_key_key UNIQUE (dedup_key);
ALTER TABLE ONLY public.registration_registration
    ADD CONSTRAINT registration_registration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.request_log_requestlog
    ADD CONSTRAINT request_log_requestlog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scorm_sco
    ADD CONSTRAINT sco_position UNIQUE (package_id, "position");
ALTER TABLE ONLY public.scorm_scostate
    ADD CONSTRAINT sco_state UNIQUE (attempt_id, sco_id);
ALTER TABLE ONLY public.scorm_attempt
    ADD CONSTRAINT scorm_attempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scorm_commitlog
    ADD CONSTRAINT scorm_commitlog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scorm_launch
    ADD CONSTRAINT scorm_launch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scorm_launch
    ADD CONSTRAINT scorm_launch_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.scorm_launchsession
    ADD CONSTRAINT scorm_launchsession_key_key UNIQUE (key);
ALTER TABLE ONLY public.scorm_launchsession
    ADD CONSTRAINT scorm_launchsession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scorm_package
    ADD CONSTRAINT scorm_package_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scorm_package
    ADD CONSTRAINT scorm_package_storage_key_key UNIQUE (storage_key);
ALTER TABLE ONLY public.scorm_sco
    ADD CONSTRAINT scorm_sco_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scorm_scostate
    ADD CONSTRAINT scorm_scostate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation_seat
    ADD CONSTRAINT seat_once UNIQUE (learner_id, course_id);
ALTER TABLE ONLY public.stored_query_storedquery
    ADD CONSTRAINT stored_query_provider_name UNIQUE (course_provider_id, name);
ALTER TABLE ONLY public.stored_query_storedquery
    ADD CONSTRAINT stored_query_storedquery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tagging_tag
    ADD CONSTRAINT tag_once UNIQUE (kind, tagged_id, name);
ALTER TABLE ONLY public.tagging_tag
    ADD CONSTRAINT tagging_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.template_template
    ADD CONSTRAINT template_name UNIQUE (realm_id, name);
ALTER TABLE ONLY public.template_template
    ADD CONSTRAINT template_template_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.upload_upload
    ADD CONSTRAINT upload_upload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.upload_upload
    ADD CONSTRAINT upload_upload_token_key UNIQUE (token);
ALTER TABLE ONLY public.user_secondfactor
    ADD CONSTRAINT user_secondfactor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.user_user
    ADD CONSTRAINT user_user_email_key UNIQUE (email);
ALTER TABLE ONLY public.user_user_groups
    ADD CONSTRAINT user_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.user_user_groups
    ADD CONSTRAINT user_user_groups_user_id_group_id_bb60391f_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.user_user
    ADD CONSTRAINT user_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.user_user_user_permissions
    ADD CONSTRAINT user_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.user_user_user_permissions
    ADD CONSTRAINT user_user_user_permissions_user_id_permission_id_64f4d5b8_uniq UNIQUE (user_id, permission_id);
CREATE INDEX api_key_apikey_course_provider_id_ac64036a ON public.api_key_apikey USING btree (course_provider_id);
CREATE INDEX api_key_apikey_realm_id_190f8c95 ON public.api_key_apikey USING btree (realm_id);
CREATE INDEX api_key_apikey_token_hash_e622170c_like ON public.api_key_apikey USING btree (token_hash varchar_pattern_ops);
CREATE INDEX api_key_apikey_user_id_20a3367c ON public.api_key_apikey USING btree (user_id);
CREATE INDEX attempt_unreported ON public.scorm_attempt USING btree (last_accessed_at) WHERE (NOT (revision = reported_revision));
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);
CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);
CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);
CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);
CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);
CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);
CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);
CREATE INDEX course_course_course_provider_id_579b77ed ON public.course_course USING btree (course_provider_id);
CREATE INDEX course_course_realm_id_f9b1c0ca ON public.course_course USING btree (realm_id);
CREATE INDEX course_courseversion_course_id_04c6c752 ON public.course_courseversion USING btree (course_id);
CREATE INDEX course_of_realm ON public.course_course USING btree (realm_id, id);
CREATE INDEX course_provider_courseprovider_realm_id_76ec1518 ON public.course_provider_courseprovider USING btree (realm_id);
CREATE INDEX course_provider_courseprovider_sc_app_id_352d064c ON public.course_provider_courseprovider USING btree (sc_app_id);
CREATE INDEX course_provider_courseprovider_sc_app_id_352d064c_like ON public.course_provider_courseprovider USING btree (sc_app_id varchar_pattern_ops);
CREATE INDEX customer_customerendpoint_realm_id_08df7036 ON public.customer_customerendpoint USING btree (realm_id);
CREATE INDEX customer_customerendpoint_stored_query_id_eba869b1 ON public.customer_customerendpoint USING btree (stored_query_id);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX invitation_invitationcourse_course_id_80401360 ON public.invitation_invitationcourse USING btree (course_id);
CREATE INDEX invitation_of_realm ON public.invitation_invitation USING btree (realm_id, id);
CREATE INDEX invitation_seat_course_id_532ff6ee ON public.invitation_seat USING btree (course_id);
CREATE INDEX invitation_seat_registration_id_00e76447 ON public.invitation_seat USING btree (registration_id);
CREATE INDEX launch_by_time ON public.launch_history_launchhistory USING btree (created_at);
CREATE INDEX launch_history_launchhistory_registration_id_d4fb0ca9 ON public.launch_history_launchhistory USING btree (registration_id);
CREATE INDEX learner_of_invitation ON public.invitation_invitationlearner USING btree (invitation_id, id);
CREATE INDEX promise_due ON public.outbox_promise USING btree (due_at, id);
CREATE INDEX realm_realm_name_2c393a95_like ON public.realm_realm USING btree (name varchar_pattern_ops);
CREATE INDEX realm_realm_realm_guid_6375f9c1_like ON public.realm_realm USING btree (realm_guid varchar_pattern_ops);
CREATE INDEX realm_user_realmuser_realm_id_fe259a7c ON public.realm_user_realmuser USING btree (realm_id);
CREATE INDEX realm_user_realmuser_user_id_3274e487 ON public.realm_user_realmuser USING btree (user_id);
CREATE INDEX registration_by_guid ON public.registration_registration USING btree (realm_id, registration_guid);
CREATE INDEX registration_due ON public.registration_registration USING btree (next_crawl_at, id) WHERE ((deleted IS NULL) AND (next_crawl_at IS NOT NULL));
CREATE INDEX registration_of_course ON public.registration_registration USING btree (course_id, id);
CREATE INDEX registration_of_learner ON public.registration_registration USING btree (realm_id, learner_email, course_id, id DESC);
CREATE INDEX registration_of_realm ON public.registration_registration USING btree (realm_id, id);
CREATE INDEX registration_registration_dedup_key_3fe9a876_like ON public.registration_registration USING btree (dedup_key varchar_pattern_ops);
CREATE INDEX registration_registration_realm_user_id_aea7fb7e ON public.registration_registration USING btree (realm_user_id);
CREATE INDEX request_log_requestlog_at_ad8c2e39 ON public.request_log_requestlog USING btree (at);
CREATE INDEX request_log_requestlog_realm_id_3f46ce75 ON public.request_log_requestlog USING btree (realm_id);
CREATE INDEX request_log_requestlog_request_id_f2803c01 ON public.request_log_requestlog USING btree (request_id);
CREATE INDEX request_log_requestlog_request_id_f2803c01_like ON public.request_log_requestlog USING btree (request_id varchar_pattern_ops);
CREATE INDEX scorm_attempt_package_id_412d41e9 ON public.scorm_attempt USING btree (package_id);
CREATE INDEX scorm_commitlog_received_at_bcb71324 ON public.scorm_commitlog USING btree (received_at);
CREATE INDEX scorm_commitlog_session_id_b423fc98 ON public.scorm_commitlog USING btree (session_id);
CREATE INDEX scorm_launch_attempt_id_d3b0e4a6 ON public.scorm_launch USING btree (attempt_id);
CREATE INDEX scorm_launch_expires_at_ccbc7a85 ON public.scorm_launch USING btree (expires_at);
CREATE INDEX scorm_launch_token_hash_218ed725_like ON public.scorm_launch USING btree (token_hash varchar_pattern_ops);
CREATE INDEX scorm_launchsession_key_3e29f4c1_like ON public.scorm_launchsession USING btree (key varchar_pattern_ops);
CREATE INDEX scorm_launchsession_launch_id_d347afd1 ON public.scorm_launchsession USING btree (launch_id);
CREATE INDEX scorm_launchsession_sco_id_ed97f8e0 ON public.scorm_launchsession USING btree (sco_id);
CREATE INDEX scorm_package_storage_key_3aaa08ac_like ON public.scorm_package USING btree (storage_key varchar_pattern_ops);
CREATE INDEX scorm_sco_package_id_25c09c5a ON public.scorm_sco USING btree (package_id);
CREATE INDEX scorm_scostate_attempt_id_83d05a95 ON public.scorm_scostate USING btree (attempt_id);
CREATE INDEX scorm_scostate_last_session_id_3ca430f6 ON public.scorm_scostate USING btree (last_session_id);
CREATE INDEX scorm_scostate_sco_id_13f83199 ON public.scorm_scostate USING btree (sco_id);
CREATE INDEX seat_set_up_due ON public.invitation_seat USING btree (set_up_due_at) WHERE (set_up_due_at IS NOT NULL);
CREATE UNIQUE INDEX second_factor_once ON public.user_secondfactor USING btree (user_id) WHERE confirmed;
CREATE INDEX session_open ON public.scorm_launchsession USING btree (last_seen_at) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX stored_query_builtin_name ON public.stored_query_storedquery USING btree (name) WHERE (realm_id IS NULL);
CREATE UNIQUE INDEX stored_query_realm_name ON public.stored_query_storedquery USING btree (realm_id, name) WHERE (course_provider_id IS NULL);
CREATE INDEX stored_query_storedquery_course_provider_id_39c6f80a ON public.stored_query_storedquery USING btree (course_provider_id);
CREATE INDEX stored_query_storedquery_realm_id_208c0ce5 ON public.stored_query_storedquery USING btree (realm_id);
CREATE INDEX tag_by_name ON public.tagging_tag USING btree (realm_id, kind, name);
CREATE INDEX tagging_tag_realm_id_a9c159ef ON public.tagging_tag USING btree (realm_id);
CREATE INDEX template_template_realm_id_b617bf8c ON public.template_template USING btree (realm_id);
CREATE INDEX upload_upload_course_provider_id_f1c49349 ON public.upload_upload USING btree (course_provider_id);
CREATE INDEX upload_upload_realm_id_3d69cf33 ON public.upload_upload USING btree (realm_id);
CREATE INDEX upload_upload_token_d2a93ccd_like ON public.upload_upload USING btree (token varchar_pattern_ops);
CREATE INDEX upload_upload_user_id_d45adac5 ON public.upload_upload USING btree (user_id);
CREATE INDEX user_secondfactor_user_id_1a305479 ON public.user_secondfactor USING btree (user_id);
CREATE INDEX user_staff ON public.user_user USING btree (email) WHERE is_staff;
CREATE INDEX user_user_email_1c6f3d1a_like ON public.user_user USING btree (email varchar_pattern_ops);
CREATE INDEX user_user_groups_group_id_c57f13c0 ON public.user_user_groups USING btree (group_id);
CREATE INDEX user_user_groups_user_id_13f9a20d ON public.user_user_groups USING btree (user_id);
CREATE INDEX user_user_user_permissions_permission_id_ce49d4de ON public.user_user_user_permissions USING btree (permission_id);
CREATE INDEX user_user_user_permissions_user_id_31782f58 ON public.user_user_user_permissions USING btree (user_id);
ALTER TABLE ONLY public.api_key_apikey
    ADD CONSTRAINT api_key_apikey_course_provider_id_ac64036a_fk_course_pr FOREIGN KEY (course_provider_id) REFERENCES public.course_provider_courseprovider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.api_key_apikey
    ADD CONSTRAINT api_key_apikey_realm_id_190f8c95_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.api_key_apikey
    ADD CONSTRAINT api_key_apikey_user_id_20a3367c_fk_user_user_id FOREIGN KEY (user_id) REFERENCES public.user_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.course_course
    ADD CONSTRAINT course_course_course_provider_id_579b77ed_fk_course_pr FOREIGN KEY (course_provider_id) REFERENCES public.course_provider_courseprovider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.course_course
    ADD CONSTRAINT course_course_realm_id_f9b1c0ca_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.course_courseversion
    ADD CONSTRAINT course_courseversion_course_id_04c6c752_fk_course_course_id FOREIGN KEY (course_id) REFERENCES public.course_course(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.course_provider_courseprovider
    ADD CONSTRAINT course_provider_cour_realm_id_76ec1518_fk_realm_rea FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customer_customerendpoint
    ADD CONSTRAINT customer_customerend_stored_query_id_eba869b1_fk_stored_qu FOREIGN KEY (stored_query_id) REFERENCES public.stored_query_storedquery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.customer_customerendpoint
    ADD CONSTRAINT customer_customerendpoint_realm_id_08df7036_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_user_user_id FOREIGN KEY (user_id) REFERENCES public.user_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.invitation_invitationcourse
    ADD CONSTRAINT invitation_invitatio_course_id_80401360_fk_course_co FOREIGN KEY (course_id) REFERENCES public.course_course(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.invitation_invitationcourse
    ADD CONSTRAINT invitation_invitatio_invitation_id_678b7bfe_fk_invitatio FOREIGN KEY (invitation_id) REFERENCES public.invitation_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.invitation_invitationlearner
    ADD CONSTRAINT invitation_invitatio_invitation_id_f458d509_fk_invitatio FOREIGN KEY (invitation_id) REFERENCES public.invitation_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.invitation_invitation
    ADD CONSTRAINT invitation_invitation_realm_id_67190782_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.invitation_seat
    ADD CONSTRAINT invitation_seat_course_id_532ff6ee_fk_course_course_id FOREIGN KEY (course_id) REFERENCES public.course_course(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.invitation_seat
    ADD CONSTRAINT invitation_seat_learner_id_c25a35e3_fk_invitatio FOREIGN KEY (learner_id) REFERENCES public.invitation_invitationlearner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.invitation_seat
    ADD CONSTRAINT invitation_seat_registration_id_00e76447_fk_registrat FOREIGN KEY (registration_id) REFERENCES public.registration_registration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.launch_history_launchhistory
    ADD CONSTRAINT launch_history_launc_registration_id_d4fb0ca9_fk_registrat FOREIGN KEY (registration_id) REFERENCES public.registration_registration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.realm_user_realmuser
    ADD CONSTRAINT realm_user_realmuser_realm_id_fe259a7c_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.realm_user_realmuser
    ADD CONSTRAINT realm_user_realmuser_user_id_3274e487_fk_user_user_id FOREIGN KEY (user_id) REFERENCES public.user_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registration_registration
    ADD CONSTRAINT registration_registr_course_id_2b83ebb1_fk_course_co FOREIGN KEY (course_id) REFERENCES public.course_course(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registration_registration
    ADD CONSTRAINT registration_registr_course_provider_id_6663ce43_fk_course_pr FOREIGN KEY (course_provider_id) REFERENCES public.course_provider_courseprovider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registration_registration
    ADD CONSTRAINT registration_registr_course_version_id_518b3813_fk_course_co FOREIGN KEY (course_version_id) REFERENCES public.course_courseversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registration_registration
    ADD CONSTRAINT registration_registr_realm_user_id_aea7fb7e_fk_realm_use FOREIGN KEY (realm_user_id) REFERENCES public.realm_user_realmuser(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registration_registration
    ADD CONSTRAINT registration_registration_realm_id_9b404f52_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scorm_attempt
    ADD CONSTRAINT scorm_attempt_package_id_412d41e9_fk_scorm_package_id FOREIGN KEY (package_id) REFERENCES public.scorm_package(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scorm_commitlog
    ADD CONSTRAINT scorm_commitlog_session_id_b423fc98_fk_scorm_launchsession_id FOREIGN KEY (session_id) REFERENCES public.scorm_launchsession(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scorm_launch
    ADD CONSTRAINT scorm_launch_attempt_id_d3b0e4a6_fk_scorm_attempt_id FOREIGN KEY (attempt_id) REFERENCES public.scorm_attempt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scorm_launchsession
    ADD CONSTRAINT scorm_launchsession_launch_id_d347afd1_fk_scorm_launch_id FOREIGN KEY (launch_id) REFERENCES public.scorm_launch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scorm_launchsession
    ADD CONSTRAINT scorm_launchsession_sco_id_ed97f8e0_fk_scorm_sco_id FOREIGN KEY (sco_id) REFERENCES public.scorm_sco(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scorm_sco
    ADD CONSTRAINT scorm_sco_package_id_25c09c5a_fk_scorm_package_id FOREIGN KEY (package_id) REFERENCES public.scorm_package(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scorm_scostate
    ADD CONSTRAINT scorm_scostate_attempt_id_83d05a95_fk_scorm_attempt_id FOREIGN KEY (attempt_id) REFERENCES public.scorm_attempt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scorm_scostate
    ADD CONSTRAINT scorm_scostate_last_session_id_3ca430f6_fk_scorm_lau FOREIGN KEY (last_session_id) REFERENCES public.scorm_launchsession(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scorm_scostate
    ADD CONSTRAINT scorm_scostate_sco_id_13f83199_fk_scorm_sco_id FOREIGN KEY (sco_id) REFERENCES public.scorm_sco(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.stored_query_storedquery
    ADD CONSTRAINT stored_query_storedq_course_provider_id_39c6f80a_fk_course_pr FOREIGN KEY (course_provider_id) REFERENCES public.course_provider_courseprovider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.stored_query_storedquery
    ADD CONSTRAINT stored_query_storedquery_realm_id_208c0ce5_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.tagging_tag
    ADD CONSTRAINT tagging_tag_realm_id_a9c159ef_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.template_template
    ADD CONSTRAINT template_template_realm_id_b617bf8c_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.upload_upload
    ADD CONSTRAINT upload_upload_course_provider_id_f1c49349_fk_course_pr FOREIGN KEY (course_provider_id) REFERENCES public.course_provider_courseprovider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.upload_upload
    ADD CONSTRAINT upload_upload_realm_id_3d69cf33_fk_realm_realm_id FOREIGN KEY (realm_id) REFERENCES public.realm_realm(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.upload_upload
    ADD CONSTRAINT upload_upload_user_id_d45adac5_fk_user_user_id FOREIGN KEY (user_id) REFERENCES public.user_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.user_secondfactor
    ADD CONSTRAINT user_secondfactor_user_id_1a305479_fk_user_user_id FOREIGN KEY (user_id) REFERENCES public.user_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.user_user_groups
    ADD CONSTRAINT user_user_groups_group_id_c57f13c0_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.user_user_groups
    ADD CONSTRAINT user_user_groups_user_id_13f9a20d_fk_user_user_id FOREIGN KEY (user_id) REFERENCES public.user_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.user_user_user_permissions
    ADD CONSTRAINT user_user_user_permi_permission_id_ce49d4de_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.user_user_user_permissions
    ADD CONSTRAINT user_user_user_permissions_user_id_31782f58_fk_user_user_id FOREIGN KEY (user_id) REFERENCES public.user_user(id) DEFERRABLE INITIALLY DEFERRED;
