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
	(1, '\x26d2c3794cb7b7e96866e6a24589bb754e1a4ebb46f59df9bc41a3d438d6eeca');
INSERT INTO public.api_key_apikey VALUES
	(1, '2026-11-28 11:49:52.316679+00', '2026-11-28 11:49:52.316696+00', false, '944b5b60fa44b1db38650c2c33e6c590bfbf7067a4c18c659224f2d8606a063b', NULL, NULL, NULL, NULL, 1, NULL),
	(2, '2026-11-28 11:49:52.336488+00', '2026-11-28 11:49:52.336506+00', false, '27d4a6b5873a14ab866ea61097fcf4fd62dd97e2540163d264214a0e73f86e4b', NULL, NULL, NULL, 1, 1, NULL),
	(3, '2026-11-28 11:49:52.407601+00', '2026-11-28 11:49:52.407612+00', false, 'f5da5df4f6094aa0db391c5608891b0e4359a11c7fc3c298714011536338fa51', NULL, '2035-11-26 11:49:52.407398+00', NULL, NULL, 1, 3),
	(4, '2026-11-28 11:49:52.46626+00', '2026-11-28 11:49:52.466273+00', false, '6a1ad6e2a7a21b33a63599212a6b835f4fdf77321f1b53d9a3ba5e5ebd87acf0', NULL, '2035-11-26 11:49:52.466003+00', NULL, 1, 1, 4),
	(5, '2026-11-28 11:49:52.478553+00', '2026-11-28 11:49:52.478563+00', false, '45a45248e1cd20f0ce0419506901f73da2894850ccb33343ee4d223193f31f04', NULL, '2035-11-26 11:49:52.478375+00', NULL, NULL, 1, 5),
	(6, '2026-11-28 11:49:52.487764+00', '2026-11-28 11:49:52.497182+00', false, '71eaf639125f82a700714159811392c6050d10a373988c611dfdc1b4919bb648', NULL, '2026-11-28 11:49:52.497182+00', '2026-11-28 11:49:52.497182+00', NULL, 1, NULL),
	(7, '2026-11-28 11:49:52.515803+00', '2026-11-28 11:49:52.515821+00', false, '164a1e81778f2a20719c28f8cf7705e730c9cb55727120f1f76033a34b1a91e1', NULL, '2026-11-28 11:49:53.515511+00', NULL, NULL, 1, 6),
	(8, '2026-11-28 11:49:52.533033+00', '2026-11-28 11:49:52.533045+00', true, '537a671f7f143a0c9cf3f21263a76548e04fea76cde0b6cc96fc635e6c7014cc', NULL, NULL, NULL, NULL, 1, NULL);
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
	(1, 'python-requests/2.34.2', '127.0.0.1', 'nobody@bright.example', '*/*', '/admin/login/', '2026-11-28 11:49:50.671629+00', '', 'csrfmiddlewaretoken=oxhZ9OIIITHMNU27xHV1SGfQoI52o6fA
username=********************
password=********************
next=/admin/', 1);
INSERT INTO public.axes_accessattemptexpiration VALUES
	(1, '2036-10-06 11:50:02.194171+00');
INSERT INTO public.axes_accessfailurelog VALUES
	(1, '', '127.0.0.1', 'operator@bright.example', '', '/admin/login/', '2026-11-28 11:50:02.194171+00', false);
INSERT INTO public.axes_accesslog VALUES
	(1, '', '127.0.0.1', 'operator@bright.example', '', '/admin/login/', '2026-11-28 11:50:02.194171+00', NULL, '');
INSERT INTO public.course_course VALUES
	(1, '2026-11-28 11:49:45.722955+00', '2026-11-28 11:49:45.72833+00', NULL, 'sample-clouds', 'Reading the clouds', '{"title": "Reading the clouds", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 10539, 1, 0, NULL, 1, 1),
	(2, '2026-11-28 11:49:45.740203+00', '2026-11-28 11:49:45.745944+00', NULL, 'sample-tea', 'A cup of tea, properly', '{"title": "A cup of tea, properly", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 10510, 1, 0, NULL, 1, 1),
	(7, '2026-11-28 11:49:53.697706+00', '2026-11-28 11:49:53.703428+00', NULL, 'uploaded', 'Uploaded', '{"title": "Uploaded", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 560, 1, 0, NULL, 1, 1),
	(5, '2026-11-28 11:49:52.638038+00', '2026-11-28 11:50:02.091525+00', '{"of":"hidden"}', 'hidden', 'On hidden & <more>', '{"title": "On hidden & <more>", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 599, 1, 1, '2026-11-28 11:50:02.091398+00', 1, 1),
	(6, '2026-11-28 11:49:52.664553+00', '2026-11-28 11:50:02.10219+00', '{"of":"doomed"}', 'doomed', 'On doomed & <more>', '{"title": "On doomed & <more>", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 599, 1, 1, '2026-11-28 11:50:02.102063+00', 1, 1),
	(3, '2026-11-28 11:49:52.580815+00', '2026-11-28 11:49:52.583532+00', '{"of":"golf"}', 'golf', 'On golf & <more>', '{"title": "On golf & <more>", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 596, 1, 5, NULL, 1, 1),
	(4, '2026-11-28 11:49:52.608276+00', '2026-11-28 11:49:52.610648+00', '{"of":"chess"}', 'chess', 'On chess & <more>', '{"title": "On chess & <more>", "description": "", "duration": "", "typicaltime": null, "keywords": []}', 604, 1, 4, NULL, 1, 1);
INSERT INTO public.course_courseversion VALUES
	(1, '2026-11-28 11:49:45.726121+00', '2026-11-28 11:49:45.726134+00', 0, '1', 'scorm_12', 10539, '515ef802e984d079857d88afdef1ac641e6b774f904f286a5cf9c2ee92e312f0', 1, '[]', 1),
	(2, '2026-11-28 11:49:45.745411+00', '2026-11-28 11:49:45.745424+00', 0, '2', 'scorm_2004_4th_edition', 10510, '6402a736e20202bb5fa4fd48ac7150d4d66275983ba0249bc03d36de5bd0b34f', 1, '[]', 2),
	(3, '2026-11-28 11:49:52.582932+00', '2026-11-28 11:49:52.582944+00', 0, '3', 'scorm_12', 596, '3d0a0b51b4fabc77b25fdc9bb98488743ad0d5ddbc064fc1f969fb8e1403af10', 1, '[]', 3),
	(4, '2026-11-28 11:49:52.610082+00', '2026-11-28 11:49:52.610094+00', 0, '4', 'scorm_2004_3rd_edition', 604, 'b01c7727993f52e05ebe416a5130014a6b0ae3a03e88d410a176db1efb51bc5a', 1, '[]', 4),
	(5, '2026-11-28 11:49:52.640754+00', '2026-11-28 11:49:52.640766+00', 0, '5', 'scorm_12', 599, 'fc19c90e83a02820843dd80530eaed6f2b68c2a83ed2a0a3ca8682353040f1a0', 1, '[]', 5),
	(6, '2026-11-28 11:49:52.665894+00', '2026-11-28 11:49:52.665902+00', 0, '6', 'scorm_12', 599, '3bfe7519f6478c644770a8523353359f8e6949585aea8ac400ad0138757db917', 1, '[]', 6),
	(7, '2026-11-28 11:49:53.701684+00', '2026-11-28 11:49:53.701714+00', 0, '7', 'scorm_12', 560, '781d72a82b01923a0caca55e7722206236d4c9ac6212a909af71daf2896949b2', 1, '[]', 7);
INSERT INTO public.course_provider_courseprovider VALUES
	(1, '2026-11-28 11:49:45.315703+00', '2026-11-28 11:49:45.315711+00', 'Embedded', 'embedded', 'YZ8327PFB7', 'gAAAAABrCr_ZmgjYYPCGE3yCjyYsHPS8ZImGtXIHO15X2FPDlATk5UjZslqEJRmwizjTekYaZyp_HsPZ3G_A8d7PfNodykY4Dk_0jK3oUcAvRvM411RsIsXcYuAT0A-QRh_DHmUnwxuf', '', 1),
	(2, '2026-11-28 11:49:52.083027+00', '2026-11-28 11:49:52.083042+00', 'Embedded', 'embedded', 'S8GLQJK3VK', 'gAAAAABrCr_gLJ4ehBhguBVbJ-mBmbks8JYP9XgXDLNpeh_PgGsePmnt0MncDQHUMqn0lpkw57qKh6YtI0PRtUrIc1m7Y2T-zQUhe1ob1VV4pIvEHY5STOgSIgZFcklh7mjXxBl4bE4t', '', 2),
	(3, '2026-11-28 11:49:52.295194+00', '2026-11-28 11:49:52.295211+00', 'Given', 'embedded', 'GIVEN12345', 'gAAAAABrCr_geZ3B9TLzYM88pFIKWl5nrl0iVb4Wy_U3Xukk4CeOj4klsc18scEsCq41lq9WB59scOSQI8avCiBhAJKXtzrFavx46vBbM5H6dFK_FvRCZfj7Wy62hhFecsSmgYoYR2uI', 'https://provider.example', 1);
INSERT INTO public.customer_customerendpoint VALUES
	(1, '2026-11-28 11:49:54.03054+00', '2026-11-28 11:49:54.03056+00', 'people', '', true, false, false, false, true, 1, 11);
INSERT INTO public.django_admin_log VALUES
	(1, '2026-11-28 11:49:49.422955+00', '1', 'operator@bright.example', 2, 'Set up a second factor.', 10, 1),
	(2, '2026-11-28 11:49:52.535768+00', '8', 'API key 8', 1, 'Made api key API key 8. Realm: Demo.', 27, 1),
	(3, '2026-11-28 11:49:54.032484+00', '1', 'customer/people', 1, 'Added. Realm: Demo.', 38, 1),
	(4, '2026-11-28 11:50:02.120591+00', '6', 'On doomed & <more>', 2, 'Delete for good: On doomed & <more> is being deleted for good in the background. Realm: Demo.', 28, 1);
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
	(1, 'contenttypes', '0001_initial', '2026-11-28 11:49:42.507237+00'),
	(2, 'contenttypes', '0002_remove_content_type_name', '2026-11-28 11:49:42.511872+00'),
	(3, 'auth', '0001_initial', '2026-11-28 11:49:42.531334+00'),
	(4, 'auth', '0002_alter_permission_name_max_length', '2026-11-28 11:49:42.534872+00'),
	(5, 'auth', '0003_alter_user_email_max_length', '2026-11-28 11:49:42.538393+00'),
	(6, 'auth', '0004_alter_user_username_opts', '2026-11-28 11:49:42.542059+00'),
	(7, 'auth', '0005_alter_user_last_login_null', '2026-11-28 11:49:42.545672+00'),
	(8, 'auth', '0006_require_contenttypes_0002', '2026-11-28 11:49:42.546506+00'),
	(9, 'auth', '0007_alter_validators_add_error_messages', '2026-11-28 11:49:42.549834+00'),
	(10, 'auth', '0008_alter_user_username_max_length', '2026-11-28 11:49:42.553265+00'),
	(11, 'auth', '0009_alter_user_last_name_max_length', '2026-11-28 11:49:42.556863+00'),
	(12, 'auth', '0010_alter_group_name_max_length', '2026-11-28 11:49:42.560726+00'),
	(13, 'auth', '0011_update_proxy_permissions', '2026-11-28 11:49:42.564115+00'),
	(14, 'auth', '0012_alter_user_first_name_max_length', '2026-11-28 11:49:42.567539+00'),
	(15, 'user', '0001_initial', '2026-11-28 11:49:42.587753+00'),
	(16, 'admin', '0001_initial', '2026-11-28 11:49:42.59839+00'),
	(17, 'admin', '0002_logentry_remove_auto_add', '2026-11-28 11:49:42.603534+00'),
	(18, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-28 11:49:42.60874+00'),
	(19, 'realm', '0001_initial', '2026-11-28 11:49:42.614797+00'),
	(20, 'course_provider', '0001_initial', '2026-11-28 11:49:42.622449+00'),
	(21, 'api_key', '0001_initial', '2026-11-28 11:49:42.631784+00'),
	(22, 'api_key', '0002_initial', '2026-11-28 11:49:42.647618+00'),
	(23, 'axes', '0001_initial', '2026-11-28 11:49:42.655626+00'),
	(24, 'axes', '0002_auto_20151217_2044', '2026-11-28 11:49:42.673637+00'),
	(25, 'axes', '0003_auto_20160322_0929', '2026-11-28 11:49:42.684184+00'),
	(26, 'axes', '0004_auto_20181024_1538', '2026-11-28 11:49:42.692317+00'),
	(27, 'axes', '0005_remove_accessattempt_trusted', '2026-11-28 11:49:42.694488+00'),
	(28, 'axes', '0006_remove_accesslog_trusted', '2026-11-28 11:49:42.697041+00'),
	(29, 'axes', '0007_alter_accessattempt_unique_together', '2026-11-28 11:49:42.710029+00'),
	(30, 'axes', '0008_accessfailurelog', '2026-11-28 11:49:42.719987+00'),
	(31, 'axes', '0009_add_session_hash', '2026-11-28 11:49:42.723677+00'),
	(32, 'axes', '0010_accessattemptexpiration', '2026-11-28 11:49:42.730066+00'),
	(33, 'course', '0001_initial', '2026-11-28 11:49:42.79108+00'),
	(34, 'course_provider', '0002_app_pairs_of_one_realm', '2026-11-28 11:49:42.816854+00'),
	(35, 'stored_query', '0001_initial', '2026-11-28 11:49:42.845667+00'),
	(36, 'customer', '0001_initial', '2026-11-28 11:49:42.872+00'),
	(37, 'realm_user', '0001_initial', '2026-11-28 11:49:42.897192+00'),
	(38, 'registration', '0001_initial', '2026-11-28 11:49:42.93838+00'),
	(39, 'invitation', '0001_initial', '2026-11-28 11:49:43.182918+00'),
	(40, 'launch_history', '0001_initial', '2026-11-28 11:49:43.189997+00'),
	(41, 'launch_history', '0002_initial', '2026-11-28 11:49:43.234509+00'),
	(42, 'outbox', '0001_initial', '2026-11-28 11:49:43.242508+00'),
	(43, 'outbox', '0002_heartbeat', '2026-11-28 11:49:43.247208+00'),
	(44, 'realm_user', '0002_initial', '2026-11-28 11:49:43.322866+00'),
	(45, 'request_log', '0001_initial', '2026-11-28 11:49:43.335092+00'),
	(46, 'scorm', '0001_initial', '2026-11-28 11:49:43.499778+00'),
	(47, 'sessions', '0001_initial', '2026-11-28 11:49:43.508685+00'),
	(48, 'tagging', '0001_initial', '2026-11-28 11:49:43.639542+00'),
	(49, 'template', '0001_initial', '2026-11-28 11:49:43.678561+00'),
	(50, 'upload', '0001_initial', '2026-11-28 11:49:43.723656+00'),
	(51, 'upload', '0002_initial', '2026-11-28 11:49:43.757418+00'),
	(52, 'user', '0002_second_factor', '2026-11-28 11:49:43.82924+00');
INSERT INTO public.django_session VALUES
	('vr6daniyyyh408sy8ehh16f18n83l2g4', '.eJxVj8EOgyAQRP-Fs6GsCEKPvfcbyAKL2jbSKPbS9N-r0UN7nXk7M_tmDpfSu2WmyQ2RnRmw6lfzGO40bka84dhlHvJYpsHzDeGHO_NrjvS4HOxfQI9zv16r5GtpAGuZMGkBXmoTVbKiNbFpLAojlGpaoxNYqUCjApvIkragbcB6DZ1p7Y4uYSh5HUbdMrIzVCyXp4v0GgLtH2y1fId39gTs8wW_ckzz:1xXGw9:Wp-wompRgiS70XLfP5QvnGgPzsOQjwugiE5j6Cvb-Sg', '2036-10-06 11:50:02.194171+00');
INSERT INTO public.invitation_invitation VALUES
	(1, '2026-11-28 11:49:53.584552+00', '2026-11-28 11:49:53.58593+00', '{"license": true, "course_guids": ["golf", "chess"], "license_data": {"golf": {"seats_available": 5}, "chess": {"seats_available": 2}}, "initiating_user": "carol@learners.example", "reporting_users": "bob@learners.example"}', 'license', 'Five seats', true, true, false, false, NULL, 'carol@learners.example', '{bob@learners.example}', 1),
	(2, '2026-11-28 11:49:53.765501+00', '2026-11-28 11:49:53.766967+00', NULL, 'frozen', NULL, true, false, false, true, NULL, '', '{}', 1);
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
	(5, true, true, '2026-11-28 11:55:02.153536+00', 0, 3, 3, 11),
	(6, true, true, '2026-11-28 11:55:02.153536+00', 0, 4, 3, 12);
INSERT INTO public.launch_history_launchhistory VALUES
	(1, '2026-11-28 11:49:52.902411+00', '2026-11-28 11:49:52.902423+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/3-FZqECAcvELlgo_Y7vlDgtg/launch_url.json', false, '1', NULL, 1),
	(2, '2026-11-28 11:49:53.228944+00', '2026-11-28 11:49:53.228956+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/4-p5L2g0fHNaAMwOqEFqEZNg/launch_url.json', false, '2', NULL, 2),
	(3, '2026-11-28 11:49:53.394731+00', '2026-11-28 11:49:53.39475+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/3-BD8nBJSaK0wB1AyTNELtfw/launch_url.json', false, '3', NULL, 3),
	(4, '2026-11-28 11:49:53.430771+00', '2026-11-28 11:49:53.43079+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/5-JvOaZ7soz-Yi-Z4YxiR9KA/launch_url.json', false, '4', NULL, 4),
	(5, '2026-11-28 11:49:53.46864+00', '2026-11-28 11:49:53.468659+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/6-SUHuC42HbgF6gs3qnmiiSQ/launch_url.json', false, '5', NULL, 5),
	(6, '2026-11-28 11:49:53.50649+00', '2026-11-28 11:49:53.506508+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/3-FZqECAcvELlgo_Y7vlDgtg/launch_url.json', false, '6', NULL, 1),
	(7, '2026-11-28 11:49:53.549389+00', '2026-11-28 11:49:53.549404+00', '', '', 'python-requests/2.34.2', '127.0.0.1', '/bright/api/v2/registration/3-FZqECAcvELlgo_Y7vlDgtg/launch_url.json', true, '7', NULL, 1);
INSERT INTO public.outbox_heartbeat VALUES
	(1, '2026-11-28 11:50:02.004629+00');
INSERT INTO public.outbox_promise VALUES
	(3, 'apps.registration.tasks.end_launches_of_course', '[5]', '2026-11-28 11:50:02.092279+00', '2026-11-28 11:50:02.092453+00'),
	(4, 'apps.registration.tasks.end_launches_of_course', '[6]', '2026-11-28 11:50:02.102948+00', '2026-11-28 11:50:02.103194+00'),
	(5, 'apps.registration.tasks.remove_course', '[6]', '2026-11-28 11:50:02.118369+00', '2026-11-28 11:50:02.118581+00'),
	(6, 'apps.course.tasks.import_upload', '[3]', '2026-11-28 11:50:02.139361+00', '2026-11-28 11:50:02.139565+00'),
	(7, 'apps.invitation.tasks.set_up_registrations', '[[11, 12]]', '2026-11-28 11:50:02.173032+00', '2026-11-28 11:50:02.173228+00'),
	(8, 'apps.registration.tasks.end_launches', '[3]', '2026-11-28 11:50:02.194171+00', '2026-11-28 11:50:02.194171+00'),
	(9, 'apps.registration.tasks.end_launches', '[1]', '2036-10-06 11:50:02.194171+00', '2026-11-28 11:50:02.194171+00');
INSERT INTO public.realm_realm VALUES
	(1, '2026-11-28 11:49:45.314563+00', '2026-11-28 11:49:45.314582+00', 'Demo', 'samEJeX5bLbxP0jA0fc0', '559a43b663689a9bdc9fdc97bbd72963fa1fda8f39b65b3d3b933ee20c4d2866', 'https://lms.example', '3650 days', '3650 days'),
	(2, '2026-11-28 11:49:52.08058+00', '2026-11-28 11:49:52.080604+00', 'Second', 'ROH0gnM4opp_qr1tvmD0', '52ee0cefd9ce35631218b1fdaff65a2809e9d4384085257929cfc9d4c27af4b8', '', '00:10:00', '1 day');
INSERT INTO public.realm_user_realmuser VALUES
	(1, '2026-11-28 11:49:52.404661+00', '2026-11-28 11:49:52.404677+00', NULL, 1, 1, 3),
	(2, '2026-11-28 11:49:52.464553+00', '2026-11-28 11:49:52.464572+00', NULL, 1, 1, 4),
	(3, '2026-11-28 11:49:52.477536+00', '2026-11-28 11:49:52.47755+00', NULL, 1, 1, 5),
	(4, '2026-11-28 11:49:52.513321+00', '2026-11-28 11:49:52.513344+00', NULL, 1, 1, 6),
	(6, '2026-11-28 11:49:52.846685+00', '2026-11-28 11:49:52.846718+00', NULL, 1, 1, 8);
INSERT INTO public.registration_registration VALUES
	(7, '2026-11-28 11:49:53.632806+00', '2026-11-28 11:49:53.671616+00', NULL, '3-IHI9KVZXOBIlUMBNipT2Cg', 'Ann@learners.example', DEFAULT, '', '', true, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 11:49:53.67142+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 1),
	(9, '2026-11-28 11:49:53.632997+00', '2026-11-28 11:49:53.685214+00', NULL, '4-xvsOzzU1v64A9BFZyDpW2w', 'Ann@learners.example', DEFAULT, '', '', true, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 11:49:53.685041+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 4, 1, 4, 1, 1),
	(8, '2026-11-28 11:49:53.632918+00', '2026-11-28 11:49:53.742624+00', NULL, '3-5ScH2TO8YA-AokVb0toeZg', 'bob@learners.example', DEFAULT, '', '', false, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 11:49:53.677046+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 2),
	(10, '2026-11-28 11:49:53.633068+00', '2026-11-28 11:49:53.742624+00', NULL, '4-b6jQSMvX2h85xsRLu6hd1w', 'bob@learners.example', DEFAULT, '', '', false, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 11:49:53.700554+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 4, 1, 4, 1, 2),
	(6, '2026-11-28 11:49:52.852632+00', '2026-11-28 11:49:52.880387+00', NULL, '3-NLBuG4B39VEbHdApvPAeeg', 'deleted@learners.example', DEFAULT, '', '', true, false, 1, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, '2026-11-28 11:49:52.861783+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 6),
	(11, '2026-11-28 11:50:02.165122+00', '2026-11-28 11:50:02.16514+00', NULL, '3-NIM_GAaQlJ5d6S9z2lUkIQ', 'dave@learners.example', DEFAULT, '', '', true, false, NULL, false, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 4),
	(12, '2026-11-28 11:50:02.165254+00', '2026-11-28 11:50:02.165261+00', NULL, '4-TTmIkq46FlXV9S8N1793EQ', 'dave@learners.example', DEFAULT, '', '', true, false, NULL, false, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 4, 1, 4, 1, 4),
	(3, '2026-11-28 11:49:52.776464+00', '2026-11-28 11:50:02.185496+00', NULL, '3-BD8nBJSaK0wB1AyTNELtfw', 'dave@learners.example', DEFAULT, '', '', false, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, '2026-11-28 11:49:53.388387+00', '2026-11-28 11:49:52.782218+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 3, 1, 3, 1, 4),
	(2, '2026-11-28 11:49:52.750257+00', '2026-11-28 11:49:53.346951+00', NULL, '4-p5L2g0fHNaAMwOqEFqEZNg', 'bob@learners.example', DEFAULT, '', '', true, false, NULL, true, '4:bob@learners.example', 'incomplete', 'unknown', 50, 0, 1, '<?xml version="1.0" encoding="utf-8" ?>
<rsp stat="ok"><registrationreport format="course" regid="4-p5L2g0fHNaAMwOqEFqEZNg" instanceid="0"><complete>incomplete</complete><success>unknown</success><totaltime>0</totaltime><score>50</score></registrationreport></rsp>', NULL, '2026-11-28 11:49:53.224274+00', '2026-11-28 11:49:52.757876+00', '2026-11-28 11:49:53.309304+00', NULL, NULL, NULL, 'course', 'success', NULL, 0, '2026-11-28 11:49:53.346741+00', NULL, 4, 1, 4, 1, 2),
	(4, '2026-11-28 11:49:52.795009+00', '2026-11-28 11:49:53.423328+00', NULL, '5-JvOaZ7soz-Yi-Z4YxiR9KA', 'carol@learners.example', DEFAULT, '', '', true, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, '2026-11-28 11:49:53.423328+00', '2026-11-28 11:49:52.802152+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 5, 1, 5, 1, 3),
	(5, '2026-11-28 11:49:52.814877+00', '2026-11-28 11:49:53.460306+00', NULL, '6-SUHuC42HbgF6gs3qnmiiSQ', 'carol@learners.example', DEFAULT, '', '', true, false, NULL, true, NULL, 'unknown', 'unknown', NULL, 0, 0, NULL, NULL, '2026-11-28 11:49:53.460306+00', '2026-11-28 11:49:52.824128+00', NULL, NULL, NULL, NULL, 'course', NULL, NULL, 0, NULL, NULL, 6, 1, 6, 1, 3),
	(1, '2026-11-28 11:49:52.728453+00', '2026-11-28 11:49:53.546902+00', 'kept, byte for byte: é', '3-FZqECAcvELlgo_Y7vlDgtg', 'Ann@learners.example', DEFAULT, 'Ann', 'Ångström', true, false, NULL, true, NULL, 'complete', 'passed', 80, 10, 1, '<?xml version="1.0" encoding="utf-8" ?>
<rsp stat="ok"><registrationreport format="course" regid="3-FZqECAcvELlgo_Y7vlDgtg" instanceid="0"><complete>complete</complete><success>passed</success><totaltime>10</totaltime><score>80</score></registrationreport></rsp>', NULL, '2026-11-28 11:49:53.546902+00', '2026-11-28 11:49:52.732911+00', '2026-11-28 11:49:53.137907+00', '2026-11-28 11:49:53.137907+00', NULL, NULL, 'course', 'success', NULL, 0, '2026-11-28 11:49:53.173302+00', NULL, 3, 1, 3, 1, 1);
INSERT INTO public.scorm_attempt VALUES
	(3, '2026-11-28 11:49:52.781185+00', '2026-11-28 11:49:52.781198+00', '1/3-BD8nBJSaK0wB1AyTNELtfw', 0, 'dave@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 3),
	(4, '2026-11-28 11:49:52.80057+00', '2026-11-28 11:49:52.800582+00', '1/5-JvOaZ7soz-Yi-Z4YxiR9KA', 0, 'carol@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 5),
	(5, '2026-11-28 11:49:52.822367+00', '2026-11-28 11:49:52.82238+00', '1/6-SUHuC42HbgF6gs3qnmiiSQ', 0, 'carol@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 6),
	(6, '2026-11-28 11:49:52.860601+00', '2026-11-28 11:49:52.860613+00', '1/3-NLBuG4B39VEbHdApvPAeeg', 0, 'deleted@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 3),
	(1, '2026-11-28 11:49:52.732911+00', '2026-11-28 11:49:53.154746+00', '1/3-FZqECAcvELlgo_Y7vlDgtg', 0, 'Ann@learners.example', 'Ångström, Ann', 1, '2026-11-28 11:49:52.954605+00', '2026-11-28 11:49:53.137907+00', '2026-11-28 11:49:53.137907+00', 'complete', 'passed', 80, 10, 3, 3, 3),
	(2, '2026-11-28 11:49:52.757876+00', '2026-11-28 11:49:53.322972+00', '1/4-p5L2g0fHNaAMwOqEFqEZNg', 0, 'bob@learners.example', '', 1, '2026-11-28 11:49:53.25101+00', '2026-11-28 11:49:53.309304+00', NULL, 'incomplete', 'unknown', 50, 0, 2, 2, 4),
	(7, '2026-11-28 11:49:53.661748+00', '2026-11-28 11:49:53.661766+00', '1/3-IHI9KVZXOBIlUMBNipT2Cg', 0, 'Ann@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 3),
	(8, '2026-11-28 11:49:53.675676+00', '2026-11-28 11:49:53.675712+00', '1/3-5ScH2TO8YA-AokVb0toeZg', 0, 'bob@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 3),
	(9, '2026-11-28 11:49:53.682908+00', '2026-11-28 11:49:53.682925+00', '1/4-xvsOzzU1v64A9BFZyDpW2w', 0, 'Ann@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 4),
	(10, '2026-11-28 11:49:53.694997+00', '2026-11-28 11:49:53.695014+00', '1/4-b6jQSMvX2h85xsRLu6hd1w', 0, 'bob@learners.example', '', 0, NULL, NULL, NULL, 'unknown', 'unknown', NULL, 0, 0, 0, 4);
INSERT INTO public.scorm_commitlog VALUES
	(1, 1, false, false, false, true, '2026-11-28 11:49:53.054597+00', 368, '\x789c3d4fc16ac3300cfd95e2f30ec9c6a0f4baddb6d37aebc5084765228e9d58325d57f2ef939c30632cf1ded3d3f3c33132534eee74703d8e4b81974f1a53e92faf1fbf6f5ffe7c734f0717f234919c71a99802aab657b0d42434e13b0828f27061a2ade682ad896a9d936701a96c0b28a9d11c51d04c773ae600b22778369cff0d0adc0c3d76064fd4245b0f3f2d70d7b9d526b63f788bd334dd496fbf9395674c831fb69c6ec459cc8392608160abb96debda4b838996de24729f9b5ff8ce145a66963a60125f90679d6b2c18a1408dd2c4b9140ce2563d4a5c294154fc0a9171fd03588f72ae', 1),
	(2, 2, true, false, false, true, '2026-11-28 11:49:53.13951+00', 363, '\x789c3d4f416ec32010fc4ac4b9079caa52946b7b6b4fcd2d17b482ad8a6cc06617a569e4bf77175b4508d0ccecccf0308444b164733e9801c7a5c2f3471c731dae2fefbfaf9fee72334f07e34b4a912fb834cc1e457b14b0b6cc31e11b3008f2303ec5ed2e15fb6312eb921d3170230d988108831aeed4543cf09e7e549cfe872bdc143d598553ec92ed0d3fbdacb566d589adbfd32a5d63cfb2879d6c34630e2e6c1dcd8833ab47cc8c15bc46534fb3fd8c4145cba012becfddcf7f97285f56336e0133bb8a34cb5c67410901dac45d5c6a45cf669525c457cc3009ceb5e1fa07a76d70b4', 1),
	(3, 1, false, false, false, true, '2026-11-28 11:49:53.310497+00', 188, '\x789c2d8dcb0ac2400c457f45b216514405d70529742342b725a4d10ecca36d320b5bfc7767da6673e1dccbc90cc2222678b8ef204cb7da55dfeb03cbba9b86b218a9fa3c61bf030ace197df110d913a7ed29c1317a358e0b544c64067266cde07acb9aa48d286a94ec367ec39c7d3610eaf6f59c8144e9d9b74dbbcaa043fb5e38859117ab105a6e73773c5ce097ee0f2baa3d75', 2);
INSERT INTO public.scorm_launch VALUES
	(1, '2026-11-28 11:49:52.895939+00', '2026-11-28 11:49:52.895952+00', '79ed02c2f064e24af1d908b25ae00b5404f98be337705a6e1ff2798a0e8bcf24', false, 'https://lms.example/back', '2026-11-28 11:59:53.158621+00', '2026-11-28 11:49:52.954605+00', '2026-11-28 11:49:53.200628+00', 1),
	(2, '2026-11-28 11:49:53.220685+00', '2026-11-28 11:49:53.220713+00', '29d4c365f1c98ec7e91609080aebda53709516d80d1e49b21d07a4efd4d545e0', false, '', '2026-11-28 23:49:53.327656+00', '2026-11-28 11:49:53.25101+00', NULL, 2),
	(4, '2026-11-28 11:49:53.418804+00', '2026-11-28 11:49:53.418821+00', 'a8e970fa0663ea8e63bf41adfe2ff4b0762eca72223f8ae145d7a632f766433e', false, '', '2036-11-25 11:49:53.418531+00', NULL, NULL, 4),
	(5, '2026-11-28 11:49:53.458179+00', '2026-11-28 11:49:53.458197+00', '1e5b34ff9a689590d144119f7d2591d32caf2d3ed8c2b74929ad0993595caa1e', false, '', '2036-11-25 11:49:53.457923+00', NULL, NULL, 5),
	(6, '2026-11-28 11:49:53.500846+00', '2026-11-28 11:49:53.50086+00', '95c845ed25c3d23e3e2105c5ed6d5ff7c43cbf2afe61c2777db24cf54f72048d', false, '', '2036-11-25 11:49:53.50062+00', NULL, NULL, 1),
	(7, '2026-11-28 11:49:53.544767+00', '2026-11-28 11:49:53.544785+00', 'f76d8c64bf42a6415f7fbbc81841421a2458dd69c7dea5e20f9042e0b7b94f27', true, '', '2036-11-25 11:49:53.544487+00', NULL, NULL, 1),
	(3, '2026-11-28 11:49:53.384515+00', '2026-11-28 11:49:53.384535+00', '951b524e997118c98d06422bada0dec928c4cb36cae06c274ad6e4e18e93363d', false, '', '2026-11-28 11:50:02.189183+00', NULL, '2026-11-28 11:50:02.189183+00', 3);
INSERT INTO public.scorm_launchsession VALUES
	(1, '1ekqra3Liknr1Z5KzCR_Sw', 10, '2026-11-28 11:49:52.960521+00', '2026-11-28 11:49:53.137907+00', '2026-11-28 11:49:53.137907+00', 'finish', 2, 1, 3),
	(2, 'oz7VmLy6GaIVhzqIDrcLgQ', 0, '2026-11-28 11:49:53.25383+00', '2026-11-28 11:49:53.309304+00', NULL, '', 1, 2, 4);
INSERT INTO public.scorm_package VALUES
	(1, '2026-11-28 11:49:45.718549+00', '2026-11-28 11:49:45.718567+00', '1/sample-clouds', 0, 'scorm_12', 'Reading the clouds', '{"title": "Reading the clouds", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "clouds", "title": "Reading the clouds", "children": [{"id": "clouds_item", "title": "Reading the clouds", "isVisible": true}], "isVisible": true}, "identifier": "bright-sample-clouds", "organization": "clouds", "objectives_global_to_system": false}', '[]', 'GMDqTCYdC3j6cWw74Ate7zEgqCRCWCC8', '515ef802e984d079857d88afdef1ac641e6b774f904f286a5cf9c2ee92e312f0', 10539, 27572, 8),
	(2, '2026-11-28 11:49:45.737234+00', '2026-11-28 11:49:45.73725+00', '1/sample-tea', 0, 'scorm_2004_4th_edition', 'A cup of tea, properly', '{"title": "A cup of tea, properly", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_2004_4th_edition", "activities": {"id": "tea", "title": "A cup of tea, properly", "children": [{"id": "tea_item", "title": "A cup of tea, properly", "isVisible": true, "objectives": [{"mapInfo": [], "objectiveID": "temperature", "satisfiedByMeasure": false}, {"mapInfo": [], "objectiveID": "time", "satisfiedByMeasure": false}], "deliveryControls": {"objectiveSetByContent": true, "completionSetByContent": true}, "primaryObjective": {"mapInfo": [], "objectiveID": "tea_made", "satisfiedByMeasure": true, "minNormalizedMeasure": 0.8}, "sequencingControls": {"flow": false}}], "isVisible": true, "sequencingControls": {"flow": false}}, "identifier": "bright-sample-tea", "organization": "tea", "objectives_global_to_system": true}', '[]', 'CzO5exJjeHmo9WrVspJpXlbcMlCcWftH', '6402a736e20202bb5fa4fd48ac7150d4d66275983ba0249bc03d36de5bd0b34f', 10510, 26156, 8),
	(3, '2026-11-28 11:49:52.575625+00', '2026-11-28 11:49:52.575642+00', '1/golf', 0, 'scorm_12', 'On golf & <more>', '{"title": "On golf & <more>", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "o", "title": "On golf & <more>", "children": [{"id": "i", "title": "On golf & <more>", "isVisible": true}], "isVisible": true}, "identifier": "m", "organization": "o", "objectives_global_to_system": false}', '[]', 'TWz4vdixukzENMBVHqu4fhK5GqyUVKBG', '3d0a0b51b4fabc77b25fdc9bb98488743ad0d5ddbc064fc1f969fb8e1403af10', 596, 658, 2),
	(4, '2026-11-28 11:49:52.603819+00', '2026-11-28 11:49:52.603833+00', '1/chess', 0, 'scorm_2004_3rd_edition', 'On chess & <more>', '{"title": "On chess & <more>", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_2004_3rd_edition", "activities": {"id": "o", "title": "On chess & <more>", "children": [{"id": "i", "title": "On chess & <more>", "isVisible": true, "sequencingControls": {"flow": false}}], "isVisible": true, "sequencingControls": {"flow": false}}, "identifier": "m", "organization": "o", "objectives_global_to_system": true}', '[]', 'WRiO8kzAI_UlIV1YtvHOKPM0kvJPp891', 'b01c7727993f52e05ebe416a5130014a6b0ae3a03e88d410a176db1efb51bc5a', 604, 663, 2),
	(5, '2026-11-28 11:49:52.631991+00', '2026-11-28 11:49:52.632013+00', '1/hidden', 0, 'scorm_12', 'On hidden & <more>', '{"title": "On hidden & <more>", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "o", "title": "On hidden & <more>", "children": [{"id": "i", "title": "On hidden & <more>", "isVisible": true}], "isVisible": true}, "identifier": "m", "organization": "o", "objectives_global_to_system": false}', '[]', '6CpBYA3JJLvKy45hRL_-bNRTVoXzu93c', 'fc19c90e83a02820843dd80530eaed6f2b68c2a83ed2a0a3ca8682353040f1a0', 599, 664, 2),
	(6, '2026-11-28 11:49:52.660892+00', '2026-11-28 11:49:52.660909+00', '1/doomed', 0, 'scorm_12', 'On doomed & <more>', '{"title": "On doomed & <more>", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "o", "title": "On doomed & <more>", "children": [{"id": "i", "title": "On doomed & <more>", "isVisible": true}], "isVisible": true}, "identifier": "m", "organization": "o", "objectives_global_to_system": false}', '[]', 'SSt4l2YCtkmJOtGFGigCNMGP4PvMzV5d', '3bfe7519f6478c644770a8523353359f8e6949585aea8ac400ad0138757db917', 599, 664, 2),
	(7, '2026-11-28 11:49:53.683648+00', '2026-11-28 11:49:53.68367+00', '1/uploaded', 0, 'scorm_12', 'Uploaded', '{"title": "Uploaded", "metadata": {"title": "", "duration": "", "keywords": [], "description": "", "typical_time": ""}, "standard": "scorm_12", "activities": {"id": "o", "title": "Uploaded", "children": [{"id": "i", "title": "Uploaded", "isVisible": true}], "isVisible": true}, "identifier": "m", "organization": "o", "objectives_global_to_system": false}', '[]', '2t7ZknknrEF6cH0zptJLtb4SkFetZaH7', '781d72a82b01923a0caca55e7722206236d4c9ac6212a909af71daf2896949b2', 560, 604, 2);
INSERT INTO public.scorm_sco VALUES
	(1, 0, 'clouds_item', 'Reading the clouds', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 1),
	(2, 0, 'tea_item', 'A cup of tea, properly', 'index.html', 'sco', true, NULL, 0.8, NULL, '', '', '', '["tea_made", "temperature", "time"]', 2),
	(3, 0, 'i', 'On golf & <more>', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 3),
	(4, 0, 'i', 'On chess & <more>', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 4),
	(5, 0, 'i', 'On hidden & <more>', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 5),
	(6, 0, 'i', 'On doomed & <more>', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 6),
	(7, 0, 'i', 'Uploaded', 'index.html', 'sco', true, NULL, NULL, NULL, '', '', '', '[]', 7);
INSERT INTO public.scorm_scostate VALUES
	(1, '2026-11-28 11:49:53.065798+00', '2026-11-28 11:49:53.151321+00', '{"core": {"score": {"max": "100", "min": "0", "raw": "80"}, "session_time": "00:00:10", "lesson_status": "passed", "lesson_location": "2"}, "interactions": {"0": {"id": "q1", "type": "choice", "result": "correct", "student_response": "a"}}, "suspend_data": "kept"}', 'complete', 'passed', 80, 10, true, 2, 1, 1, 3),
	(2, '2026-11-28 11:49:53.316354+00', '2026-11-28 11:49:53.316366+00', '{"score": {"scaled": "0.5"}, "location": "3", "suspend_data": "half", "completion_status": "incomplete"}', 'incomplete', 'unknown', 50, 0, false, 1, 2, 2, 4);
INSERT INTO public.stored_query_storedquery VALUES
	(1, '2026-11-28 11:49:44.077853+00', '2026-11-28 11:49:53.797167+00', 'getLicenseKeysForUser', 'bright', 'The licence keys that a user owns or may report on, with their seats: one row for each course.
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
	(2, '2026-11-28 11:49:44.080338+00', '2026-11-28 11:49:53.799687+00', 'redemptions_available_for', 'bright', 'How many seats an invitation has left on each of its courses.
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
	(3, '2026-11-28 11:49:44.082066+00', '2026-11-28 11:49:53.802013+00', 'invitation_completion_matrix', 'bright', 'Who on an invitation has come how far: one row for each learner and course.
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
	(5, '2026-11-28 11:49:44.085383+00', '2026-11-28 11:49:53.806707+00', 'learner_transcript', 'bright', 'What a learner has taken, and with what result; the newest first.
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
	(6, '2026-11-28 11:49:44.08705+00', '2026-11-28 11:49:53.808886+00', 'registrations_changed_since', 'bright', 'Registrations that changed since a moment, the oldest change first: for a nightly export.
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
	(7, '2026-11-28 11:49:44.088764+00', '2026-11-28 11:49:53.810992+00', 'interactions_for_course', 'bright', 'What was answered in a course: one row for each learner, attempt and question.
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
	(4, '2026-11-28 11:49:44.08369+00', '2026-11-28 11:49:53.804224+00', 'course_completion_summary', 'bright', 'How each course goes: one row for each.
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
	(8, '2026-11-28 11:49:53.890175+00', '2026-11-28 11:49:53.890199+00', 'mine', 'realm', 'Made for mine', 'SELECT learner_email, course_guid, complete FROM registrations ORDER BY 1, 2, 3', '[]', 'any_user', NULL, 1),
	(9, '2026-11-28 11:49:53.935313+00', '2026-11-28 11:49:53.935334+00', 'of-invitation', 'realm', 'Made for of-invitation', 'SELECT learner_email, course_guid, complete FROM registrations ORDER BY 1, 2, 3', '[]', 'invitation_owner', NULL, 1),
	(10, '2026-11-28 11:49:53.956856+00', '2026-11-28 11:49:53.95688+00', 'recent', 'realm', 'Made for recent', 'SELECT course_guid, title FROM courses WHERE created_at > :since ORDER BY 1', '[{"name": "since", "type": "datetime", "description": "From when on."}]', 'administrator', NULL, 1),
	(11, '2026-11-28 11:49:53.976255+00', '2026-11-28 11:49:53.976274+00', 'people', 'realm', 'Made for people', 'SELECT email, realm_role_id FROM realm_users ORDER BY 1', '[]', 'realm', NULL, 1),
	(12, '2026-11-28 11:49:54.003742+00', '2026-11-28 11:49:54.003759+00', 'provider-only', 'course_provider', '', 'SELECT learner_email, course_guid, complete FROM registrations ORDER BY 1, 2, 3', '[]', 'administrator', 1, 1);
INSERT INTO public.tagging_tag VALUES
	(1, 'course', 3, 'spring', 1),
	(2, 'course', 3, 'first', 1);
INSERT INTO public.template_template VALUES
	(1, '2026-11-28 11:49:53.787116+00', '2026-11-28 11:49:53.787138+00', 'mine', 'launcher', 'handlebars', 'text/html', '<b>{{title}}</b>', 1);
INSERT INTO public.upload_upload VALUES
	(2, '2026-11-28 11:49:52.685912+00', '2026-11-28 11:49:53.636141+00', 'lX3CMNyxfDdJVsLAsOxXOQ', 'course.zip', '/tmp/tmpp5kxjhv8/home/media/uploads/55cba52c55f54386b4ab615d5ce53eae.zip', 10, 'refused', '', NULL, 'refused', 'refused', 0, 'This is not a course package: no imsmanifest.xml, tincan.xml, cmi5.xml or AICC files in the top folder; the file is not a zip.', '', '', 0, '[]', 1, 1, NULL),
	(1, '2026-11-28 11:49:52.676221+00', '2026-11-28 11:49:53.710987+00', '_qTt-gMVQhvG-u2LIc4krA', 'course.zip', '/tmp/tmpp5kxjhv8/home/media/uploads/04449033ce714443b283c15575f59bf2.zip', 560, 'uploaded', '', NULL, 'ready', 'ready', 100, '', 'Uploaded', 'scorm_12', 1, '[]', 1, 1, NULL),
	(3, '2026-11-28 11:50:02.136276+00', '2026-11-28 11:50:02.138196+00', 'a8fprgx8zMVnQWq4OgbDGA', 'course.zip', '/tmp/tmpp5kxjhv8/home/media/uploads/78a321dac74c43d6983d5aaa86b8dd92.zip', 554, 'late', '', NULL, 'waiting', 'waiting for a worker', 0, '', '', '', 0, '[]', 1, 1, NULL);
INSERT INTO public.user_secondfactor VALUES
	(1, 'authenticator', true, NULL, 0, 'gAAAAABrCr_doHw3lhslE7qXp-DUj7Bmz8bIVTFCcZC0wVZLQg0og5NvLZYTAwaReOAin-tHq8qSKgtg13PcVv1EujSIuiGsVxkv1A6WffMceF3M-cI0Z2bm1tOigYV3f_Ex8UPbviOc', 59862219, '["5aefd1367bd9e9cac3caf3faa498205793b40e2acbf0c7d5a5c9edc2b8a1d876", "b1a80d3b1a798157e02dcc1234dcfe08263dfeafa492dd5473a0b44979f5918e", "e2d86508c41c1c1acd00fce013083a4733f5dcb845e9fd6335de185f42719373", "1a1aa7337eb9d2cb8df1d1753fce293065d461c57755179453e62398b36b316d", "e5b94f0d1dcb5436b4637a638b858c89e4ec3cb7ea80d53653506eaf91bfc03b", "f581843064656927df44e455a73583bb598fa7cda0a286486f9262524c63d722", "3cc296f2ce429c5e240a371cb04b9189f21677516bb9dce5ca98109fcaae4597", "ab16409f51385ae0a372408aa11e70be17bb2614936f03f8e86e3d1656b7ffbb", "0873169319efdfd412950a9cef8c3ecf43694a577610562a23244681d699315d", "9142e499ffef5ac350a2a32db6c71f93234726022f5ad6d48e796229db487e30"]', '2026-11-28 11:49:49.270429+00', 1);
INSERT INTO public.user_user VALUES
	(2, 'pbkdf2_sha256$1000000$p3zX7xRljJVGGdRLfxEQqf$QOkG4Kd1ggSPlMzfg1JNwWLldesFUfvEbWbp/V1kK7Q=', NULL, false, '2026-11-28 11:49:48.023698+00', '2026-11-28 11:49:48.023698+00', 'clerk@bright.example', 'Clare', 'Clerk', true, true),
	(1, 'pbkdf2_sha256$1000000$p3zX7xRljJVGGdRLfxEQqf$QOkG4Kd1ggSPlMzfg1JNwWLldesFUfvEbWbp/V1kK7Q=', '2026-11-28 11:49:49.222061+00', true, '2026-11-28 11:49:45.626568+00', '2026-11-28 11:49:45.626591+00', 'operator@bright.example', '', '', true, true),
	(3, '!zLpF3rgLI9gDeJrwyhHx3LKbkhzKw39PPZUqOOMv', NULL, false, '2026-11-28 11:49:52.394846+00', '2026-11-28 11:49:52.394859+00', 'ann@learners.example', '', '', true, false),
	(4, '!JDDBaUusSuxXgBLEnpBkzC9CQeVhsKz44a1p0HbE', NULL, false, '2026-11-28 11:49:52.461019+00', '2026-11-28 11:49:52.461036+00', 'bob@learners.example', '', '', true, false),
	(5, '!mmemAY70fZTx1OwRUs7xXJlLDupeHSkqJdJaXLbO', NULL, false, '2026-11-28 11:49:52.475447+00', '2026-11-28 11:49:52.475459+00', 'carol@learners.example', '', '', true, false),
	(6, '!g1LHUByzqGCe9Dv6tSwLm7RdROVTvjbLVCQ9vMic', NULL, false, '2026-11-28 11:49:52.504387+00', '2026-11-28 11:49:52.504398+00', 'dave@learners.example', '', '', true, false),
	(7, '!F7j4gnkZ3BzxwOzlvTSrtYWA66goFFivKowJL7ZA', NULL, false, '2026-11-28 11:49:52.700781+00', '2026-11-28 11:49:52.70079+00', 'gone@learners.example', '', '', true, false),
	(8, '!XiNpm3mPursXFZE9zhqSy1bGjBvKKZKnLXFVhk2b', NULL, false, '2026-11-28 11:49:52.844856+00', '2026-11-28 11:49:52.844867+00', 'deleted@learners.example', '', '', true, false);
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
SELECT pg_catalog.setval('public.request_log_requestlog_id_seq', 3, true);
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
