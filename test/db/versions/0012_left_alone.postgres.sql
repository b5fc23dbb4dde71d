CREATE OR REPLACE FUNCTION public.refuse_rewritten_trail()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
	IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM "campaigns" WHERE "tenant" = OLD."tenant" AND "id" = OLD."campaign_id") THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'the audit trail of a campaign is only added to';
END $function$;

CREATE TABLE assignments (
  tenant text NOT NULL,
  campaign_id text NOT NULL,
  contact_id text NOT NULL,
  variant text NOT NULL,
  assignment_probability double precision NOT NULL,
  conversion_probability double precision NOT NULL,
  product_ids jsonb NOT NULL,
  wording text,
  CONSTRAINT assignments_tenant_campaign_id_contact_id_pk PRIMARY KEY (tenant, campaign_id, contact_id),
  CONSTRAINT assignments_variant CHECK ((variant = ANY (ARRAY['treated'::text, 'holdout'::text])))
);

CREATE TABLE campaign_decisions (
  tenant text NOT NULL,
  campaign_id text NOT NULL,
  "position" integer NOT NULL,
  action text NOT NULL,
  actor text NOT NULL,
  at bigint NOT NULL,
  version integer NOT NULL,
  content_hash text NOT NULL,
  comment text,
  CONSTRAINT campaign_decisions_tenant_campaign_id_position_pk PRIMARY KEY (tenant, campaign_id, "position"),
  CONSTRAINT campaign_decisions_action CHECK ((action = ANY (ARRAY['propose'::text, 'approve'::text, 'request changes'::text, 'reject'::text, 'revise'::text, 'schedule'::text, 'undo'::text, 'send now'::text, 'pause'::text, 'resume'::text, 'expire'::text, 'supersede'::text, 'stop'::text, 'start sending'::text, 'finish sending'::text])))
);

CREATE TRIGGER campaign_decisions_kept BEFORE DELETE OR UPDATE ON public.campaign_decisions FOR EACH ROW EXECUTE FUNCTION refuse_rewritten_trail();

CREATE TABLE campaigns (
  tenant text NOT NULL,
  id text NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  content_hash text NOT NULL,
  strategy jsonb NOT NULL,
  copy jsonb NOT NULL,
  audience_size integer NOT NULL,
  requested_by text NOT NULL,
  changed_by text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  send_started_at bigint,
  finished_at bigint,
  cards jsonb NOT NULL,
  copy_b jsonb,
  preflight jsonb,
  schedule jsonb,
  starts_at bigint,
  sender jsonb,
  CONSTRAINT campaigns_tenant_id_pk PRIMARY KEY (tenant, id),
  CONSTRAINT campaigns_number UNIQUE (tenant, number),
  CONSTRAINT campaigns_state CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'half approved'::text, 'approved'::text, 'sending'::text, 'paused'::text, 'sent'::text, 'rejected'::text, 'expired'::text, 'superseded'::text, 'stopped'::text])))
);

CREATE INDEX campaigns_state_created ON public.campaigns USING btree (tenant, state, created_at);

CREATE TABLE consents (
  tenant text NOT NULL,
  contact_id text NOT NULL,
  purpose text NOT NULL,
  at bigint NOT NULL,
  granted boolean NOT NULL,
  source text NOT NULL,
  text_version text NOT NULL,
  CONSTRAINT consents_tenant_contact_id_purpose_at_pk PRIMARY KEY (tenant, contact_id, purpose, at),
  CONSTRAINT consents_purpose CHECK ((purpose = ANY (ARRAY['email'::text, 'tracking'::text])))
);

CREATE TABLE contact_keys (
  tenant text NOT NULL,
  id text NOT NULL,
  contact_id text NOT NULL,
  wrapped bytea NOT NULL,
  CONSTRAINT contact_keys_tenant_id_pk PRIMARY KEY (tenant, id)
);

CREATE INDEX contact_keys_contact ON public.contact_keys USING btree (tenant, contact_id);

CREATE TABLE contacts (
  tenant text NOT NULL,
  id text NOT NULL,
  key_id text NOT NULL,
  profile bytea NOT NULL,
  address_lookup text,
  email_consent boolean NOT NULL,
  tracking_consent boolean NOT NULL,
  identified boolean NOT NULL,
  first_seen_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  event_count integer NOT NULL,
  CONSTRAINT contacts_tenant_id_pk PRIMARY KEY (tenant, id)
);

CREATE INDEX contacts_address ON public.contacts USING btree (tenant, address_lookup);

CREATE TABLE coupons (
  tenant text NOT NULL,
  code text NOT NULL,
  offer_id text NOT NULL,
  contact_id text NOT NULL,
  campaign_id text NOT NULL,
  issued_at bigint NOT NULL,
  redeemed_at bigint,
  order_id text,
  CONSTRAINT coupons_tenant_code_pk PRIMARY KEY (tenant, code),
  CONSTRAINT coupons_contact UNIQUE (tenant, campaign_id, contact_id, offer_id)
);

CREATE INDEX coupons_offer ON public.coupons USING btree (tenant, offer_id);

CREATE TABLE dead_letters (
  tenant text NOT NULL,
  id text NOT NULL,
  received_at bigint NOT NULL,
  field text NOT NULL,
  reason text NOT NULL,
  payload bytea NOT NULL,
  CONSTRAINT dead_letters_tenant_id_pk PRIMARY KEY (tenant, id)
);

CREATE INDEX dead_letters_received ON public.dead_letters USING btree (tenant, received_at);

CREATE TABLE duplicate_counts (
  tenant text NOT NULL,
  day integer NOT NULL,
  count integer NOT NULL,
  CONSTRAINT duplicate_counts_tenant_day_pk PRIMARY KEY (tenant, day)
);

CREATE TABLE events (
  tenant text NOT NULL,
  id text NOT NULL,
  contact_id text NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  at bigint NOT NULL,
  received_at bigint NOT NULL,
  imported boolean NOT NULL,
  order_id text,
  amount_cents bigint,
  currency text,
  rating double precision,
  key_id text NOT NULL,
  payload bytea NOT NULL,
  lines jsonb,
  CONSTRAINT events_tenant_id_pk PRIMARY KEY (tenant, id),
  CONSTRAINT events_type CHECK ((type = ANY (ARRAY['track'::text, 'identify'::text, 'page'::text, 'screen'::text, 'alias'::text, 'group'::text])))
);

CREATE INDEX events_contact ON public.events USING btree (tenant, contact_id, at);

CREATE INDEX events_name ON public.events USING btree (tenant, name, at);

CREATE INDEX events_received ON public.events USING btree (tenant, received_at);

CREATE TABLE heads_decisions (
  tenant text NOT NULL,
  number integer NOT NULL,
  at bigint NOT NULL,
  action text NOT NULL,
  serves jsonb NOT NULL,
  test_cutoff bigint NOT NULL,
  outcome_window_days integer NOT NULL,
  horizon_days integer NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  back_to integer,
  CONSTRAINT heads_decisions_tenant_number_pk PRIMARY KEY (tenant, number),
  CONSTRAINT heads_decisions_action CHECK ((action = ANY (ARRAY['promote'::text, 'roll back'::text])))
);

CREATE TABLE identities (
  tenant text NOT NULL,
  lookup text NOT NULL,
  contact_id text NOT NULL,
  CONSTRAINT identities_tenant_lookup_pk PRIMARY KEY (tenant, lookup)
);

CREATE INDEX identities_contact ON public.identities USING btree (tenant, contact_id);

CREATE TABLE installation_choices (
  tenant text NOT NULL,
  version integer NOT NULL,
  changed_by text NOT NULL,
  changed_at bigint NOT NULL,
  channel text NOT NULL,
  approvers jsonb NOT NULL,
  CONSTRAINT installation_choices_tenant_version_pk PRIMARY KEY (tenant, version)
);

CREATE TABLE installations (
  tenant text NOT NULL,
  team_name text NOT NULL,
  app_id text NOT NULL,
  bot_user_id text NOT NULL,
  installer_id text NOT NULL,
  state text NOT NULL,
  channel text NOT NULL,
  approvers jsonb NOT NULL,
  installed_at bigint NOT NULL,
  ended_at bigint,
  tokens bytea,
  revision integer NOT NULL,
  refresh_owner text,
  refresh_until bigint,
  CONSTRAINT installations_tenant_pk PRIMARY KEY (tenant),
  CONSTRAINT installations_state CHECK ((state = ANY (ARRAY['installed'::text, 'ended'::text])))
);

CREATE TABLE jobs (
  tenant text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  fire_key text NOT NULL,
  state text NOT NULL,
  due_at bigint NOT NULL,
  owner text,
  lease_until bigint,
  started_at bigint,
  finished_at bigint,
  attempts integer NOT NULL,
  result jsonb,
  error text,
  CONSTRAINT jobs_tenant_id_pk PRIMARY KEY (tenant, id),
  CONSTRAINT jobs_fire_once UNIQUE (tenant, fire_key),
  CONSTRAINT jobs_state CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);

CREATE INDEX jobs_due ON public.jobs USING btree (tenant, state, due_at);

CREATE TABLE live_scores (
  tenant text NOT NULL,
  set_id text NOT NULL,
  CONSTRAINT live_scores_tenant_pk PRIMARY KEY (tenant)
);

CREATE TABLE messages (
  tenant text NOT NULL,
  id text NOT NULL,
  campaign_id text NOT NULL,
  contact_id text NOT NULL,
  model_run_id text,
  state text NOT NULL,
  attempts integer NOT NULL,
  due_at bigint NOT NULL,
  owner text,
  lease_until bigint,
  product_ids jsonb NOT NULL,
  links jsonb,
  sent_at bigint,
  detail text,
  coupon_code text,
  wording text DEFAULT 'A'::text NOT NULL,
  CONSTRAINT messages_tenant_id_pk PRIMARY KEY (tenant, id),
  CONSTRAINT messages_contact_once UNIQUE (tenant, campaign_id, contact_id),
  CONSTRAINT messages_state CHECK ((state = ANY (ARRAY['queued'::text, 'claimed'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text, 'suppressed'::text])))
);

CREATE INDEX messages_contact ON public.messages USING btree (tenant, contact_id, sent_at);

CREATE INDEX messages_due ON public.messages USING btree (tenant, state, campaign_id, due_at);

CREATE TABLE model_decisions (
  tenant text NOT NULL,
  number integer NOT NULL,
  at bigint NOT NULL,
  action text NOT NULL,
  run_id text NOT NULL,
  former_run_id text,
  actor text NOT NULL,
  reason text NOT NULL,
  CONSTRAINT model_decisions_tenant_number_pk PRIMARY KEY (tenant, number),
  CONSTRAINT model_decisions_action CHECK ((action = ANY (ARRAY['promote'::text, 'roll back'::text])))
);

CREATE TABLE model_runs (
  tenant text NOT NULL,
  id text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  backend text NOT NULL,
  seed integer NOT NULL,
  train_cutoff bigint NOT NULL,
  test_cutoff bigint NOT NULL,
  outcome_window_days integer NOT NULL,
  features jsonb NOT NULL,
  config jsonb NOT NULL,
  metrics jsonb NOT NULL,
  trained_at bigint NOT NULL,
  seconds double precision NOT NULL,
  training_set_hash text NOT NULL,
  reason text NOT NULL,
  CONSTRAINT model_runs_tenant_id_pk PRIMARY KEY (tenant, id),
  CONSTRAINT model_runs_state CHECK ((state = ANY (ARRAY['challenger'::text, 'champion'::text, 'refused'::text, 'retired'::text])))
);

CREATE INDEX model_runs_trained ON public.model_runs USING btree (tenant, trained_at);

CREATE TABLE offers (
  tenant text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  value integer NOT NULL,
  currency text,
  valid_from bigint NOT NULL,
  valid_to bigint NOT NULL,
  max_coupons integer,
  CONSTRAINT offers_tenant_id_pk PRIMARY KEY (tenant, id),
  CONSTRAINT offers_kind CHECK ((kind = ANY (ARRAY['percent'::text, 'amount'::text, 'free shipping'::text])))
);

CREATE TABLE outcomes (
  tenant text NOT NULL,
  message_id text NOT NULL,
  kind text NOT NULL,
  reference text NOT NULL,
  campaign_id text NOT NULL,
  contact_id text NOT NULL,
  model_run_id text,
  at bigint NOT NULL,
  amount_cents bigint,
  CONSTRAINT outcomes_tenant_message_id_kind_reference_pk PRIMARY KEY (tenant, message_id, kind, reference),
  CONSTRAINT outcomes_kind CHECK ((kind = ANY (ARRAY['opened'::text, 'clicked'::text, 'converted'::text, 'unsubscribed'::text, 'bounced'::text, 'complained'::text])))
);

CREATE INDEX outcomes_campaign ON public.outcomes USING btree (tenant, campaign_id, kind);

CREATE TABLE post_channels (
  tenant text NOT NULL,
  channel text NOT NULL,
  free_at bigint NOT NULL,
  owner text,
  CONSTRAINT post_channels_tenant_channel_pk PRIMARY KEY (tenant, channel)
);

CREATE TABLE posts (
  tenant text NOT NULL,
  id text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  content bytea NOT NULL,
  once_key text,
  added_at bigint NOT NULL,
  refusals integer NOT NULL,
  revision integer NOT NULL,
  error text,
  CONSTRAINT posts_tenant_id_pk PRIMARY KEY (tenant, id),
  CONSTRAINT posts_once UNIQUE (tenant, once_key),
  CONSTRAINT posts_state CHECK ((state = ANY (ARRAY['waiting'::text, 'failed'::text])))
);

CREATE INDEX posts_waiting ON public.posts USING btree (tenant, state, channel, id);

CREATE TABLE products (
  tenant text NOT NULL,
  id text NOT NULL,
  name text,
  price_cents bigint,
  currency text,
  image_url text,
  link text,
  category text,
  stock integer,
  updated_at bigint NOT NULL,
  CONSTRAINT products_tenant_id_pk PRIMARY KEY (tenant, id)
);

CREATE TABLE quality_reports (
  tenant text NOT NULL,
  id text NOT NULL,
  at bigint NOT NULL,
  "from" bigint NOT NULL,
  "to" bigint NOT NULL,
  checks jsonb NOT NULL,
  held boolean NOT NULL,
  CONSTRAINT quality_reports_tenant_id_pk PRIMARY KEY (tenant, id)
);

CREATE INDEX quality_reports_at ON public.quality_reports USING btree (tenant, at);

CREATE TABLE score_samples (
  tenant text NOT NULL,
  cutoff bigint NOT NULL,
  outcome_window_days integer NOT NULL,
  contact_ids jsonb NOT NULL,
  by_run jsonb NOT NULL,
  CONSTRAINT score_samples_tenant_cutoff_pk PRIMARY KEY (tenant, cutoff)
);

CREATE TABLE scores (
  tenant text NOT NULL,
  contact_id text NOT NULL,
  set_id text NOT NULL,
  model_run_id text NOT NULL,
  cutoff bigint NOT NULL,
  outcome_window_days integer NOT NULL,
  conversion_probability double precision NOT NULL,
  reasons jsonb NOT NULL,
  next_products jsonb NOT NULL,
  features jsonb NOT NULL,
  heads jsonb,
  left_alone boolean,
  CONSTRAINT scores_tenant_contact_id_set_id_pk PRIMARY KEY (tenant, contact_id, set_id)
);

CREATE INDEX scores_probability ON public.scores USING btree (tenant, set_id, conversion_probability, contact_id);

CREATE TABLE seen_requests (
  tenant text NOT NULL,
  id text NOT NULL,
  until bigint NOT NULL,
  CONSTRAINT seen_requests_tenant_id_pk PRIMARY KEY (tenant, id)
);

CREATE INDEX seen_requests_until ON public.seen_requests USING btree (tenant, until);

CREATE TABLE shop_settings (
  tenant text NOT NULL,
  version integer NOT NULL,
  changed_by text NOT NULL,
  changed_at bigint NOT NULL,
  choice jsonb NOT NULL,
  CONSTRAINT shop_settings_tenant_version_pk PRIMARY KEY (tenant, version)
);

CREATE TABLE suppressions (
  tenant text NOT NULL,
  address_lookup text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT suppressions_tenant_address_lookup_pk PRIMARY KEY (tenant, address_lookup),
  CONSTRAINT suppressions_reason CHECK ((reason = ANY (ARRAY['unsubscribed'::text, 'hard bounce'::text, 'complaint'::text, 'manual'::text])))
);

CREATE TABLE tellings (
  tenant text NOT NULL,
  key text NOT NULL,
  lease_until bigint NOT NULL,
  told_at bigint,
  CONSTRAINT tellings_tenant_key_pk PRIMARY KEY (tenant, key)
);

create schema drizzle;
create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('5326593822af54f10226242eb61e74874f5e66d73bac4977b7da5eecf33af06d', 1795560733733);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('86799888a4017d3f58df001551db2465ef1e7d421202fcb70c4b3fd666f17d58', 1795573402192);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('ecd392c91060ecf0841a7d1032f9369ad2369fd946415bf0ce9df850b0491d5c', 1795574413059);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('84c871a4cf0482183472a1c56c441bdae1d65aae8c71c331d165f61cea6d32f7', 1795577061761);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('5e18ffd0871942babcc18881307b68948f4f6baf9b049da3a02bdde7252453d9', 1795856961254);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('19aa471afa5d0c47df4060296218b2bc050b96e1022854c6b08318ebaaa2ed3a', 1795858390375);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('051704d7ab100b0dc3c75942642baa01df0714f9cb7a6bd95676efcf2d8d8a15', 1795869106898);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('6811a542824d4e5e2d420c9aaa2d899036417efe150c3844b31593ec9f4248b0', 1795872606108);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('6909f27165bbb4ce67082250c492f8291c9fde5a6df18b297e7946ee3aed38d3', 1795883761798);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('2d55925a6b19fa1d40a56c52f9592f701a88ee669eaffaf019d478e4bd074105', 1795896604606);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('e2498957e616665a340b66253393858d916c759812c5cab0f1a60877feda1034', 1795897604602);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('afd3f6b9ff8c928bc6b63b8ebc4185b70df545f2d5f5bdbb1b0f656d6e374552', 1795908210949);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('22433d68eea70c387091197d1b6cf6be47a8e10c36226701c297e88e83851a52', 1795911858090);
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '784c3007-4276-4bb6-af3e-6e493734fe86', '760efbec-d5ed-4ca1-915e-bd35c3d16e3b', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '784c3007-4276-4bb6-af3e-6e493734fe86', 'f85d82d3-fed7-4539-be34-ab764e44fa24', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '784c3007-4276-4bb6-af3e-6e493734fe86', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '784c3007-4276-4bb6-af3e-6e493734fe86', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '784c3007-4276-4bb6-af3e-6e493734fe86', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "sender", "send_started_at", "finished_at", "cards") values ('T1', '784c3007-4276-4bb6-af3e-6e493734fe86', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', 'f85d82d3-fed7-4539-be34-ab764e44fa24', 'email', 1767571200000, true, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '11d3ad12fff8e4330fd5beda', '29833244-f1a6-4e7f-8083-68b281dc422d', '\xb70ad9e512638d9f24f7a831ac30ce5da47ff50755c95a49e3d4f8edb27dbe1f1212e88a93430f5765d1e265d6b3abaee01c38c8cccbd41beb6fc197');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '76eb46f1569547a6d3fb5694', '760efbec-d5ed-4ca1-915e-bd35c3d16e3b', '\xb51f7f4e18bc4296b43968863ed308d3aed5fdb6d5c1413f964671676b9082151484ebc3243aac197249d840947b1ff9eeb69299cbad96df03edcde3');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '78ef12c6ade8b9ce0296e0e2', 'f85d82d3-fed7-4539-be34-ab764e44fa24', '\x3eba08aaa959385f91378742510242bfce01882b5a21d589ac8859df636363b1943f3e0e27f4ea80c8b0b83c34cf9c9ad4789eadc6151202244d33a8');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'd25d07778485b6518c307029', 'd771841a-291c-424f-b6c6-6d9ee3fc3722', '\x532c5456cd609aec6e958de2840a35bec9121adc50ec95c6a1097e3064800170955ef02c5c58f01eb4def05f31f80d4b6a033625506a7a7430e7eee1');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '29833244-f1a6-4e7f-8083-68b281dc422d', '11d3ad12fff8e4330fd5beda', '\x077eb8fa1a5f0575a2d59275d9c9894f5ea1fa5979069c607dd88fb23cff6d8791259d99aa1faa1b1d329dc7a017cb2cf1add9f2d03f6444830947b9', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '760efbec-d5ed-4ca1-915e-bd35c3d16e3b', '76eb46f1569547a6d3fb5694', '\x46d9d575e9bd7f88a5523b2aac15fce300fcee067dc1ffce9ff3c32301e2f220605407eda157bd6c7af7a8651d231439b69aadc13c21b956839f9813', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'd771841a-291c-424f-b6c6-6d9ee3fc3722', 'd25d07778485b6518c307029', '\x26f3de0e024b963552967ed6f32d79873160304f6f025124b7c2264d2371960ef32a9f3df54c66fd77d903386d5a87cfa1b404abbbfe080f1c510af2', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'f85d82d3-fed7-4539-be34-ab764e44fa24', '78ef12c6ade8b9ce0296e0e2', '\x8dc7deceb2453b9c80855c341e9cb9e34b588479ec2e1274e9925d1f0589d5f651b715f13c143a6ee2ad75becc32817594076f9f2a5221d154131951a87e4abbbcc700c13fda654d1eee3d2c5cf8a348792ab1e634f74dc2de2b027bfd229825b70dfc27a5b6565a9469b46d50f2b4c330a20f633308f487b69851cb783dd5f60a4cf992fdfabbfc6d1f8cc44808f8bfaf17685eb55ef5e336dba0cbcee31c5a1b7d357c354f48c366ef290f6c137ab5cbed805c2b120f867e690779a3e5d37f669d183ac812ad404bee250ee988677932a56a334dbdcce6ea1b415c83df2c4681be3ad94cb1dc40f49a7a0a4cc6e3595be722ae675b812b9276e473ab369b5a7579bacdf4dc3f79477831b18089f89843d9933f9df5b3e4cef71eefcc54d1cdd78f4f5535db9438e7853fdcacc8890dd353bcb15bd2b260c7f70040ae99d6e5e28c06451ec0aa649dc73fed58247bc67563', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', true, false, true, 1767571200000, 1767571200000, 2);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '760efbec-d5ed-4ca1-915e-bd35c3d16e3b', '784c3007-4276-4bb6-af3e-6e493734fe86', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', '576f3669-b6ff-4b09-8816-258dd9e4669c', 1767571200000, 'userId', 'is missing', '\x21d92cdeebeab9ce351ba9857169f6a1dc53f527d2151bf190a93fc4d04dda28036f4a251f35e6c8defe655fe774eb9142e4b823a33e7fff184085f46492bda08341864ef60a82a282048791e3f01c6c9b93056cc8e309e225750313d69cc2f50c129002814de75d60378b3915a79db28ba41426cc5e029c44d21591597b1abcfa297785b5bb167d96581919ab7ab13b152990212e79cb1dc277b076a0');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', 'f85d82d3-fed7-4539-be34-ab764e44fa24', 'identify', 'identify', 1767571200000, 1767571200000, false, null, null, null, null, '78ef12c6ade8b9ce0296e0e2', '\x1e721ad76000d7497a7ac070aa08f5ea01b699defecb5e8d41f6d783dd3d50e3c929fa5bb4f974c43a800bdf93', null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 'f85d82d3-fed7-4539-be34-ab764e44fa24', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-ann', 9007199254740991, 'EUR', 4.5, '78ef12c6ade8b9ce0296e0e2', '\xbd19b06c569883db8d471a871f62d49a28327f1c0c19cc933d2b431fc85c32e15da2d75a3957096ba2ecdd00382ec790fc', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', '760efbec-d5ed-4ca1-915e-bd35c3d16e3b', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-0', 9007199254740991, 'EUR', 4.5, '76eb46f1569547a6d3fb5694', '\xa14139d37e05869c4b35e3671afd1b674373000b04dd011fd3099cf0a3af351e7db2ae2af152d17db7d99cc71de03a40db2c0fccb3', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', 'd771841a-291c-424f-b6c6-6d9ee3fc3722', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-2', 9007199254740991, 'EUR', 4.5, 'd25d07778485b6518c307029', '\xb36c005d7746ff0c640e4f8d65a97f63bc8ab3f8e25dfde71123228387dc254b68f617a5601b2f5f029436e830a0f8721f7d6b0ec5', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '29833244-f1a6-4e7f-8083-68b281dc422d', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-1', 9007199254740991, 'EUR', 4.5, '11d3ad12fff8e4330fd5beda', '\x8c9f11f46d4c4728326c8c795da53760c06797e4c748daec7a708bf298b02f7355c1e0039e0ec285b851a44bf7ba3aafde9cbb77e9', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "heads_decisions" ("tenant", "number", "at", "action", "serves", "test_cutoff", "outcome_window_days", "horizon_days", "actor", "reason", "back_to") values ('T1', 1, 1767571200000, 'promote', '{"leaves":{"kind":"logistic-regression","runId":"heads-1"},"value":null}', 1767571199999, 14, 42, 'flywheel', 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', 'd771841a-291c-424f-b6c6-6d9ee3fc3722');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '760efbec-d5ed-4ca1-915e-bd35c3d16e3b');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'f85d82d3-fed7-4539-be34-ab764e44fa24');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', 'f85d82d3-fed7-4539-be34-ab764e44fa24');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '29833244-f1a6-4e7f-8083-68b281dc422d');
insert into "installation_choices" ("tenant", "version", "changed_by", "changed_at", "channel", "approvers") values ('T1', 1, 'U1', 1767571200000, 'U1', '["U1"]');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, '\xf34ff7d4cdba41538a3fea919e19e7dd5ef8838bd6995fe5c80e83cc54dd3567a48e95aa9a4a01686a3b28468b960c3825df2d8204602f3b042f0f38d35dc5ce1785a55653776d55c60004f06ff0687f4468debec42b7e5cc36bf17eec0315019816e834d558cebd', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', 'c285d72e-02d8-4b83-9ece-c63107b581f3', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', '6fe636a0-5eec-4918-9cc2-a7b99917e849');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'bd6ed197-311a-45ba-a47d-3d5b543151e9', '784c3007-4276-4bb6-af3e-6e493734fe86', 'f85d82d3-fed7-4539-be34-ab764e44fa24', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'A', null, null, null, null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'c06e6a7e-33e8-4160-9fe4-d648213a2919', '784c3007-4276-4bb6-af3e-6e493734fe86', '760efbec-d5ed-4ca1-915e-bd35c3d16e3b', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'B', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "model_decisions" ("tenant", "number", "at", "action", "run_id", "former_run_id", "actor", "reason") values ('T1', 1, 1767571200000, 'promote', 'run-1', null, 'flywheel', 'the first');
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', 'c06e6a7e-33e8-4160-9fe4-d648213a2919', 'clicked', '0', '784c3007-4276-4bb6-af3e-6e493734fe86', '760efbec-d5ed-4ca1-915e-bd35c3d16e3b', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-9d7d883be98a', 'C1', 'waiting', '\x05f7c17526471ed7723cff25674c3d63595c00eaf2885d17ceb45c6034c646c00f0b441984df1b5d675eb4ed2eb151950c25a2877bbc898759693928af9117f940ac5b930ed35201ec3e23825504f1b106c68c2532c3eba82305d77fcd0e6bee0715e9b7', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', false);
insert into "score_samples" ("tenant", "cutoff", "outcome_window_days", "contact_ids", "by_run") values ('T1', 1767571200000, 14, '["f85d82d3-fed7-4539-be34-ab764e44fa24","760efbec-d5ed-4ca1-915e-bd35c3d16e3b"]', '[{"isChampion":true,"kind":"logistic-regression","probabilities":[0.30000000000000004,1e-7],"runId":"run-1"}]');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', '760efbec-d5ed-4ca1-915e-bd35c3d16e3b', '6fe636a0-5eec-4918-9cc2-a7b99917e849', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', false);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', 'f85d82d3-fed7-4539-be34-ab764e44fa24', '6fe636a0-5eec-4918-9cc2-a7b99917e849', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', true);
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "shop_settings" ("tenant", "version", "changed_by", "changed_at", "choice") values ('T1', 1, 'U1', 1767571200000, '{"mailFrom":null,"outcomeWindowDays":null,"postalAddress":null,"shopName":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","timeZone":null,"undoMinutes":5}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
