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
  joined_at bigint,
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

CREATE TABLE master_keys (
  tenant text NOT NULL,
  version integer NOT NULL,
  fingerprint text NOT NULL,
  since bigint NOT NULL,
  CONSTRAINT master_keys_tenant_version_pk PRIMARY KEY (tenant, version)
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
insert into drizzle.__drizzle_migrations (hash, created_at) values ('0a864d0abb860846045eb180ed7077770b793469d5d49eb8b974d18975378441', 1795935652278);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('48a4970387cc9766481609b6a75b4a39885ef52fb59df5efc894e99ba9f047d2', 1795937470935);
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', 'b249a04d-83ee-46e2-91e0-2381c6ec8718', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "sender", "send_started_at", "finished_at", "cards") values ('T1', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', 'email', 1767571200000, true, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '2b77e51df5ea574a4a4f72b7', 'd723e715-f3d2-4003-9694-296f4c0af75f', '\x9c580f185571891bb2f9a681ad3a773760698cf19b47687f0474784d975a4d7d7ad51638d76f5beca7ce6bf7061b20a373a6e2cf50e914d32243be41');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '753298a942b001bce6afd397', 'f8fddec2-45ca-41b9-930f-8c2dcc5f87ae', '\xd9173b32e4a857e78b28aded73f28904b0737ffb447abb7bf842380c3dcc424e1e7f12c46434eaa68907f33910ed5f190ce8636566111e4af3dc9de9');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '7bf5be14bdd7d896cddfefa4', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', '\x53937faaea75c166fe1a82b9df816acb59bd019bc6935e416ca2f1e5eeadb8f0bf8f20370795e4656e85cbce5ba79c525f4a342f093c579584e893c2');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'de7b0ebec2a423fdcdd3892a', 'b249a04d-83ee-46e2-91e0-2381c6ec8718', '\x3bbe82124ae46120ccb2657d7683aa4943a35d28fedd3d6c102c86581f6b7a0737a6691d7dd608f921b347104fd69096a8dbb2deeee721b30a4dd2fe');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'f328f574e263e66128d35b26', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', '\xfe7659c947bc10a31d142e8070177832489f6eb7db379de61f246ffa5823f5d07b6c985b67d3a8ce2cb974f81ad5421abed15bd4a2023231d098815d');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', '7bf5be14bdd7d896cddfefa4', '\xcf627ae7c84ef7a2cea271db4ecadb10eb4160597e9125640855107082e2c0417204473ee8290f244692e6dbb91c23936b8d64adedeb0fd558936c09f0b766dc3bfed95dced8730fe3f87d96390771ea1f8eece365ded5437a237b4ee922bedd16a831e5ca5e76f4f20e79de34a8e383dd86d237b6f775d349f8f7957edf81b988e1d05acf37f842b54dc2e33c033fe34a72cab441efbe7b7fdcd75b5de2e9cb2fe0e1cc4e363b2f35dbec99282dca1ba12010c531cb13109af2c1c23851b2e8813c81dcdcdcccc9b82987a2b7a470b23e0bd09004acb0280838232bebf07eec30e9932df6ad0c26fe82e326f5ce0023af089be6053da4c73098e49ca52f6eaa6a6f81c11978a25a6d9e0105d590ab94bdf7f41b77600892457febbf2d841218ea9398b7683f5dc581181c81fc08444d58becdea978580231a9a38dc9756e656349a58df0f08645ad0a2a18b2b5d3a7dd7d9', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', true, false, true, 1767571200000, 1767571200001, 4);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'b249a04d-83ee-46e2-91e0-2381c6ec8718', 'de7b0ebec2a423fdcdd3892a', '\x21552e5a6d89c13d2b102f1d76adec785880c12c9ea76da4007b57cd21a3e6582def36dd70cae60f49a66578fbb1271be409fc94566880a4ff582840', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'd723e715-f3d2-4003-9694-296f4c0af75f', '2b77e51df5ea574a4a4f72b7', '\xc92e64ef8303e423aa85a37e0a4fd8a3e911d98d381844e5eaf246cfea140bc69153f8f03e67dae4f9727e3df570559133d74a0cbb373bfcba2df2fa', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'f8fddec2-45ca-41b9-930f-8c2dcc5f87ae', '753298a942b001bce6afd397', '\xae32d93402e651e5c9dfb8cc9c37f5b5731c43c33fa4d4612572e6da254abab2e3620b7f59a808f01634300e56eca466f8e55dad9dd214f028164ad2', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', '28fc56b4-215b-4cb6-827c-572ccfb6ca9a', 1767571200000, 'userId', 'is missing', '\x0c58f65858bc13ae7643be031c9be43985b4f9523ee18c9eb7f17d59959aed274f423fba11228466a833aaa9b161397dbfbe056a62424b7717bdca0ad0bc5935d89bd60169b408ae02358055375f735b4a16bf7541cfb715c37497fce65513fe2bf5f84bc4c97c85f84406575d27012dcea3fd1791c157eaf2800c02a41745411886957dfdd4720a0389f8f6a587325cac17c3eb262f5dced48a9f52f7');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', null, 'identify', 'identify', 1767571200000, 1767571200000, false, null, null, null, null, '7bf5be14bdd7d896cddfefa4', '\xce8994e553c8992853fe17274577b7f871735835b169ccec63d26ed91f16330c691ed0647e2143356e1bece0a3', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '48d7c508cc0ca58aebce521a3588fca0', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', null, 'identify', 'identify', 1767571200001, 1767571200001, false, null, null, null, null, '7bf5be14bdd7d896cddfefa4', '\x495175ef2c51f13549732fdede5b671c1bd30be3f3891b59f1870d2a9bd78a6c4e05106fca3a668823a6e922', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', null, 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-ann', 9007199254740991, 'EUR', 4.5, '7bf5be14bdd7d896cddfefa4', '\x13680a95db28e77b7ddcb46c953c4f2e8cbab28332376706162c45bb455784e6f1a47414cf3cb8ce94b8cc9a03f4a84e0c', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '7edb360f06acaef2cc80dba16cf563f1', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', 1767571200001, 'track', 'Product Viewed', 1767571200000, 1767571200000, false, null, null, null, null, 'f328f574e263e66128d35b26', '\x04e27e61f2507ebbadfb823aafa6bd8eab8012edf572390f8b03ac7aaa18b76bb134c47d5c95aab791', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', 'b249a04d-83ee-46e2-91e0-2381c6ec8718', null, 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-0', 9007199254740991, 'EUR', 4.5, 'de7b0ebec2a423fdcdd3892a', '\xdac342935fb1f3233e9552b75c16b04c97944fa5daf10cea2409f8b27aeeb172e50d86b4234274e8e3e26bba785428e7c5003400b2', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', 'd723e715-f3d2-4003-9694-296f4c0af75f', null, 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-2', 9007199254740991, 'EUR', 4.5, '2b77e51df5ea574a4a4f72b7', '\xe9df23cb97d9d3541afa89dab5169bcd26c6a826ca2bf756b27988d81528c48435ddf0ad6ccf59951e6e8d6f53c280ba70d8acf56f', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 'f8fddec2-45ca-41b9-930f-8c2dcc5f87ae', null, 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-1', 9007199254740991, 'EUR', 4.5, '753298a942b001bce6afd397', '\x59063cb3fe0f369dd2b95591b7286e0fc5583ed891b5bb8c472fd0a6c48ad42477728b2c2ffed17ddb9517e1b8283c541e65d15108', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "heads_decisions" ("tenant", "number", "at", "action", "serves", "test_cutoff", "outcome_window_days", "horizon_days", "actor", "reason", "back_to") values ('T1', 1, 1767571200000, 'promote', '{"leaves":{"kind":"logistic-regression","runId":"heads-1"},"value":null}', 1767571199999, 14, 42, 'flywheel', 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', 'd723e715-f3d2-4003-9694-296f4c0af75f');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', 'b249a04d-83ee-46e2-91e0-2381c6ec8718');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:_fPwYJjs-HI6IJ8xOj9-HJvpNk2xc_ph2D8WJ1F39_o', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', 'f8fddec2-45ca-41b9-930f-8c2dcc5f87ae');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', 'contact:b120f263-a271-4bbc-9247-ce4862b0e019', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906');
insert into "installation_choices" ("tenant", "version", "changed_by", "changed_at", "channel", "approvers") values ('T1', 1, 'U1', 1767571200000, 'U1', '["U1"]');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, '\x6afe9f74ad1ed76abea0a6ebcd9af0227cf37bbe249e85dd13f2dde2ecbcaa03b1cce3c45cfa30607b83b797f734608eafc2b0adc56dec47579f9902eae98e362b6bd8406de17c8767308c3812927020ec672da408bb387ef9eef78d5b7e0fe3c310f119009a8af0', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', 'c173e4ef-ae4d-4afa-ac92-fbf06c1b1b31', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', '7961eb3c-b6c6-446c-a7e1-3f4222f32b5d');
insert into "master_keys" ("tenant", "version", "fingerprint", "since") values ('T1', 1, 'of MASTER', 1767571200000);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '72392787-60fd-47c8-b47b-8cf755d9caf5', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'A', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'dca202e0-9c3c-46dd-9d17-0a2a401df1ba', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', 'b249a04d-83ee-46e2-91e0-2381c6ec8718', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'B', null, null, null, null);
insert into "model_decisions" ("tenant", "number", "at", "action", "run_id", "former_run_id", "actor", "reason") values ('T1', 1, 1767571200000, 'promote', 'run-1', null, 'flywheel', 'the first');
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":100,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":1000,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '72392787-60fd-47c8-b47b-8cf755d9caf5', 'clicked', '0', '8fbba66c-b9de-4a8a-ad4f-de23d803f4a3', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-da8d7b183629', 'C1', 'waiting', '\x36367d3fd47d7ac297bb3729eb3ec7dcbc65bd5e2d042f4ee0d804ab7387601660fd81bc89e83f1707922689248a3380fb08abdbaf62ad7d04b2f10c0a7ec236c04582ee9ea4b75fb724da84bf7d7b827758d286a6c8f2d42f667a3f2ffa17556749c4b5', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', false);
insert into "score_samples" ("tenant", "cutoff", "outcome_window_days", "contact_ids", "by_run") values ('T1', 1767571200000, 14, '["08ad8a97-fa5a-4ad4-8474-0eaefbd9a906","b249a04d-83ee-46e2-91e0-2381c6ec8718"]', '[{"isChampion":true,"kind":"logistic-regression","probabilities":[0.30000000000000004,1e-7],"runId":"run-1"}]');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', '08ad8a97-fa5a-4ad4-8474-0eaefbd9a906', '7961eb3c-b6c6-446c-a7e1-3f4222f32b5d', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', true);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', 'b249a04d-83ee-46e2-91e0-2381c6ec8718', '7961eb3c-b6c6-446c-a7e1-3f4222f32b5d', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', false);
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "shop_settings" ("tenant", "version", "changed_by", "changed_at", "choice") values ('T1', 1, 'U1', 1767571200000, '{"mailFrom":null,"outcomeWindowDays":null,"postalAddress":null,"shopName":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","timeZone":null,"undoMinutes":5}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
