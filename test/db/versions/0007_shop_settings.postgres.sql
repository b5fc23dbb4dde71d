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

CREATE TABLE identities (
  tenant text NOT NULL,
  lookup text NOT NULL,
  contact_id text NOT NULL,
  CONSTRAINT identities_tenant_lookup_pk PRIMARY KEY (tenant, lookup)
);

CREATE INDEX identities_contact ON public.identities USING btree (tenant, contact_id);

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
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '8ff61e03-1597-46ed-9b0b-6465fc060540', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '8ff61e03-1597-46ed-9b0b-6465fc060540', '502015d5-4de1-4071-845a-920a8123aaad', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '8ff61e03-1597-46ed-9b0b-6465fc060540', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '8ff61e03-1597-46ed-9b0b-6465fc060540', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '8ff61e03-1597-46ed-9b0b-6465fc060540', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "send_started_at", "finished_at", "cards") values ('T1', '8ff61e03-1597-46ed-9b0b-6465fc060540', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', 'email', 1767571200000, true, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '78f6c30028300e5e4680385b', 'd8932024-7f68-4e87-a943-549e5be8c435', '\xb6b6a7b59122edfd1e20fd2744a54c4ad6421dab3a5a2202cde477d8d6392210e3446d99bec81f7f985877ac51cf7416ca50cb42b95c15f60f56ff9c');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'c11c197f2eda9d32f5c4c0be', '502015d5-4de1-4071-845a-920a8123aaad', '\x6e0d84f1aed1ec2f9ae405d33554aafdf4a2a3bd5c5b7b23457362c7d37d92186d6dec7696af0f8b6755af5c87e6b0dfc77d71512fd0030143e1a4c8');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'cc4b77819262e3ee79357ebe', '37f3be1e-7d6a-4045-8805-3cc387612a4f', '\xc84acbfebf616be778e9fccf0a4fe3cda1856a0985e0d9b7b27d5e90c9633f6213a45213893a51e9cce73e513fcd0a454e168539b0ff8cbe755f8c6c');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'cdd7341b71de623bf32011ae', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', '\x9ab530b737e24377d7d6634712b45a17ca9d59fe358cf843dc61c3616f7abe0bb72a0eb94509eba0c211df856ca0ec544e43c2b517de6d31e7076fa0');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '37f3be1e-7d6a-4045-8805-3cc387612a4f', 'cc4b77819262e3ee79357ebe', '\x192e2ec7f07299a02507e637fe0ab07627585adc1895ce7ee9e0aaba3d520dc64f217eb3c893041d1b8cf418c83fb8bbe3c525e816912a34eff2c5fe', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', 'cdd7341b71de623bf32011ae', '\x8139e3a9adab9523a21d54d6550b13caad4e38f13fa920e495601eec4f72badcd5c0488b5009b70f9d70c1f68e10f101ef3d8ad64f63571ecfcd695c881930fa389bf2d13d7bfc9cf6683162368b39098209ac9c45ba362a455f29dbf4a2d4e0573c05814d37984675ce3d096fafee38ebf43718e6089ae388c9763b5d0c4828b799befb0b19c97e1edb1571c540809062606556605eff4821b849207e303a8988eefb84303483e87b48f56365c523077754e8a584ed254d83e64cf6d24edbb912a0724eb34ab986887ebe097f68a2d82372a4557297f5108b8c8f7b110d45ea9138d9ea5017fe05efcd82f249f3214156c9de6dfd40f1d2c0d9b7d614e1fec0fed0e6ce2cb3a656e4bb7e22df2217c7fd3376b53ed655d340ad1be88c895f896d00b5f3827784c6eb3fecfab333289bf51c28c91b64376655b1b8170c8eb7a3791e644457352732f85a57ced4f1188b3a91', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', true, false, true, 1767571200000, 1767571200000, 2);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '502015d5-4de1-4071-845a-920a8123aaad', 'c11c197f2eda9d32f5c4c0be', '\x1e7af32bd0e7c465ef9b5bd6804c4c2764621dc134d020bdbe7a1e4ed47159bdb5808405be5f2c72b9654a2fa8e464f0527b9c346817ef7017051940', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'd8932024-7f68-4e87-a943-549e5be8c435', '78f6c30028300e5e4680385b', '\xc5b955476efba5ac7559f025113f02c45f82881800184bd8e0f3fa71c4c2c60d33082e43b26df401464d0a32d5d18396fd53cba8d5b5503fb3b193ba', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', '8ff61e03-1597-46ed-9b0b-6465fc060540', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', '84cd2733-bda6-4fe8-9739-f287abda6c9e', 1767571200000, 'userId', 'is missing', '\x32a9babc35dd9ff1db77f4fe765068e08df1648972a9312469619df51c2c3f1c4a0d81a5f1fc679242d009daaa5101fc70381bc2b31ebadb0be6ea08287c8ed6c1788514e9b45fb756c60bc3dbd4bbf27420bd2ddb562eefc2402edc41ca9e39b27584cb729954645d21c5431c6d711bcd0d0cbe8828a4ba156f53fed34a97822cb64a977ca2d97f88abdc583d085e2014aac5fbd90b3a74486d7d97f1');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', 'identify', 'identify', 1767571200000, 1767571200000, false, null, null, null, null, 'cdd7341b71de623bf32011ae', '\x0ff7d7e8cc56e2ffdbc5ba3c97e74d9fda9cfd0efddf0a4af0096dc61a6571f0dcc2b87a18bca1f3e732a29e64', null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-ann', 9007199254740991, 'EUR', 4.5, 'cdd7341b71de623bf32011ae', '\x8764e0d0ba68321b598bd224591c866a2ab0af3cb2beddad887657903c3e24ef35b6b2b001574fffd90cada8ff0ab1b231', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', '502015d5-4de1-4071-845a-920a8123aaad', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-0', 9007199254740991, 'EUR', 4.5, 'c11c197f2eda9d32f5c4c0be', '\xa2e697674f7bce084f5cce402e9ba52c50758ab7decafb2859890b1e0780d9b3e7e37aadaf7695e3f3315301c5b64c773b81f7f4dd', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', 'd8932024-7f68-4e87-a943-549e5be8c435', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-2', 9007199254740991, 'EUR', 4.5, '78f6c30028300e5e4680385b', '\x3b8ad0d65124b60c05e7d0c3d0edc96f9819db32571bb7f7bb1b2621b97d073ae409b656bb243b94f4995155c6ac397f42f9dfa161', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '37f3be1e-7d6a-4045-8805-3cc387612a4f', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-1', 9007199254740991, 'EUR', 4.5, 'cc4b77819262e3ee79357ebe', '\x25aaeb4555339a6efcc490b91937845cbf5c9bb300b130a660da32cfd852021032e13ebc70663fb82f8473e03867de905c1ca9cec6', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', 'd8932024-7f68-4e87-a943-549e5be8c435');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '502015d5-4de1-4071-845a-920a8123aaad');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '37f3be1e-7d6a-4045-8805-3cc387612a4f');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, '\xc2f62f976e9f8aeb17e2c68789b7a2c8576f86a0703d7a109cd30eccadbe1f9646e7d827967158d8e166589e31f5373bd1c332697d5ea1067bce00a3afa62a0383742400a3fb99bbcde9134e4384ca42af26f2bcca1fe955fcfda4af2aa609e5ffc14ec1e2077ce1', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '3eec2a95-eca2-4cf3-b06a-ac5002abe264', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', 'ee811547-c8b9-443e-898d-786244c4be3b');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '25856982-0622-457d-868c-4a81159d3f32', '8ff61e03-1597-46ed-9b0b-6465fc060540', '502015d5-4de1-4071-845a-920a8123aaad', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'B', null, null, null, null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '31159d91-9317-4859-bf43-e3644e592201', '8ff61e03-1597-46ed-9b0b-6465fc060540', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'A', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "model_decisions" ("tenant", "number", "at", "action", "run_id", "former_run_id", "actor", "reason") values ('T1', 1, 1767571200000, 'promote', 'run-1', null, 'flywheel', 'the first');
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '31159d91-9317-4859-bf43-e3644e592201', 'clicked', '0', '8ff61e03-1597-46ed-9b0b-6465fc060540', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-9e9bb2b61392', 'C1', 'waiting', '\xa3a9f841e099b93f60bf20ff1d1d4fa0c331f0cba5e38a38ba5aef501a3d4598a2a167604bbff297186dade37f8cfe515633ca7a402d192e093746c150d86f0f1e81e17c4904b083f8c4a51ca387ee1a81bd98c0ef0caef3eb9edc18b143f1c18fa4f7fc', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', false);
insert into "score_samples" ("tenant", "cutoff", "outcome_window_days", "contact_ids", "by_run") values ('T1', 1767571200000, 14, '["3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d","502015d5-4de1-4071-845a-920a8123aaad"]', '[{"isChampion":true,"kind":"logistic-regression","probabilities":[0.30000000000000004,1e-7],"runId":"run-1"}]');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '3c5a95f2-cfd2-4b7a-8aec-7af3277ee13d', 'ee811547-c8b9-443e-898d-786244c4be3b', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '502015d5-4de1-4071-845a-920a8123aaad', 'ee811547-c8b9-443e-898d-786244c4be3b', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "shop_settings" ("tenant", "version", "changed_by", "changed_at", "choice") values ('T1', 1, 'U1', 1767571200000, '{"mailFrom":null,"outcomeWindowDays":null,"postalAddress":null,"shopName":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","timeZone":null,"undoMinutes":5}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
