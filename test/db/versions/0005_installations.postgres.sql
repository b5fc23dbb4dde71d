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
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '44d60a61-67a9-4af7-a329-e92be67f9c61', '13b61078-fad9-47e9-866f-790e4c283eb0', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '44d60a61-67a9-4af7-a329-e92be67f9c61', 'c22d3f02-fc00-4d3c-8802-796d0da9589b', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '44d60a61-67a9-4af7-a329-e92be67f9c61', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '44d60a61-67a9-4af7-a329-e92be67f9c61', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '44d60a61-67a9-4af7-a329-e92be67f9c61', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "send_started_at", "finished_at", "cards") values ('T1', '44d60a61-67a9-4af7-a329-e92be67f9c61', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', 'c22d3f02-fc00-4d3c-8802-796d0da9589b', 'email', 1767571200000, true, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '4271b24037fcef607e07eb60', '13b61078-fad9-47e9-866f-790e4c283eb0', '\x8da01c6702b9a4796941f3d4135d117425512504491304b113525d7858174bfa5266951823d580c633a89725367b90c8e181d5ac25f704da94667e6c');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '645c79ff26c85b05b64d5f9f', 'c22d3f02-fc00-4d3c-8802-796d0da9589b', '\x606541c666da8a65f2f6d3e8044bf45b38547e68253afac1536d191a00d887780be2c3edb966b5e4e27ec2d23f6beefb56bcaa2f8c1dcee4558d62a9');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'a7c5bebd961867ae6acfd70c', '8f7eda22-8d8d-4256-814d-f866c291d744', '\x9b0c71893ef7decdd243e590c6edbb9ca82abdaa20dd28efe23f602deab8c9a2300e6e099819cacd8094b4bdcd52155402a17ff23121274f6e97651a');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'ecdbafdbdb913e664e2d4889', '3b2fbdfd-a0d2-429e-a1de-4cffc03a72a8', '\xd1d5b5eec19f625b4fd8efdc293643e1c54ce7d718e1b472d13023436f750101a58ef38fc1cb1641c3ee61567e481aef51f5c4e228a1a33a9e6e2575');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '13b61078-fad9-47e9-866f-790e4c283eb0', '4271b24037fcef607e07eb60', '\x7d864aa61ecdee839f42edfd97e1f57bbd4be3f93eec1b2018ed1da8bf31cea0d82c9588d00de080cb99bbae18680b07da3f65a97ae985274b9ba6ca', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '3b2fbdfd-a0d2-429e-a1de-4cffc03a72a8', 'ecdbafdbdb913e664e2d4889', '\xd2705cbc9e74eb4ef3c1fe51596425fe49584ebca004875f8045ff0b450f1fcc1164d82b5d2ba10165a635953d74a3461aed54e844f7e8cd6bcde4af', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '8f7eda22-8d8d-4256-814d-f866c291d744', 'a7c5bebd961867ae6acfd70c', '\x60e4d5b8e0d28afc1c84bd8cd7c75e7dfa82661c776e32c9ae53a808b8319940f2353b6c316750786673c0c480092d51628e4f4b44a163fac10968cb', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'c22d3f02-fc00-4d3c-8802-796d0da9589b', '645c79ff26c85b05b64d5f9f', '\x928037c22d535bfcca19f2db739dcfdadf0d5910e1b4b158bc417c1230b99b651cf9ff4f927bece4ee791e2ab3010d983ee425f5aa6e5702f27cc31b79b0d2528cb76e174694e40e49fa518d2ac11afe568c3b935bd37c94240a7af0e8e93cc6b53b6cb9c828b16b39c7a7aa5a0a0360369da93e217762976259dcfd7e6d4e03e45a5fc1d8893cd89edb21571d39f7e275d0b656709b9677745ccbf97d052fec20e716ad0993d6c6e7d75eecc3bb9acdd1a0c31667492a1400476ddee0adb9ab87747bba2bdcb42e47be798b54fa14af8dda16e8bd48bd2f6e723fa9a25cd88970e5f61f7fe274f31486051f0055fa7f497d6f120a78d3cb3de510220a975afa0474ab90236861f54ec993a78a5769b1c22a7c05794d16d57277c84cdced3472b6255b11f60947d03f09dece888825713b838dacabaeaea4dac21c264f1be6cb5ab90eaf2db82d28227747df299802c9ec8c', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', true, false, true, 1767571200000, 1767571200000, 2);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '13b61078-fad9-47e9-866f-790e4c283eb0', '44d60a61-67a9-4af7-a329-e92be67f9c61', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', 'ff1863aa-faf1-472c-8082-ac0dbf36c339', 1767571200000, 'userId', 'is missing', '\xeb502c859d62eb317029e2056b1edbaba7afbbe9d7095271bbfa087671c764b44c9f680168be80039c28d2f40c5866acf15a0ae83e4abc3159d4b24b3a16746c1f8664634954c4eb8d0d21b6e60ec44652c9e5a857e219df16222f45693e4d70b946b1599aea87f53d8ee27e50bfc1fd7bde8883486a399ca9d2fad1289cc82387b1da7b66e31668bd7c0ceba2eaf836546b1d0c8a128919f4d3c47d99');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', 'c22d3f02-fc00-4d3c-8802-796d0da9589b', 'identify', 'identify', 1767571200000, 1767571200000, false, null, null, null, null, '645c79ff26c85b05b64d5f9f', '\x0ee673bd886d9e2cedbd138b49b1c94ef84edf9a5d5202429be46ac652f7927556ef87e74ce726c93dcf551abe', null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 'c22d3f02-fc00-4d3c-8802-796d0da9589b', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-ann', 9007199254740991, 'EUR', 4.5, '645c79ff26c85b05b64d5f9f', '\xac107a1a68f5817a963ec149c9515638955ba9afaa7a6695bd48fadd9322f1dc959675cb1c4964700e2d0329af9bf0ee10', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', '13b61078-fad9-47e9-866f-790e4c283eb0', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-0', 9007199254740991, 'EUR', 4.5, '4271b24037fcef607e07eb60', '\xbbcb8cdeb34c42b0cab6295f105642656b7c25258dfadf27e52ffde9461d22d3587c623313e9e9492572ec736ca34fe2a38f9912ed', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', '3b2fbdfd-a0d2-429e-a1de-4cffc03a72a8', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-2', 9007199254740991, 'EUR', 4.5, 'ecdbafdbdb913e664e2d4889', '\xe03ecd2beb72e6cacd6de293633e301915506b2d6fc0487ec8f72e60220cbe6f7bce266af1c6a26cc0b6701c296ea46518012ad3ff', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '8f7eda22-8d8d-4256-814d-f866c291d744', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-1', 9007199254740991, 'EUR', 4.5, 'a7c5bebd961867ae6acfd70c', '\x7a0760f6af3526669f96d7093e981fdd73eedab9038869c7cac0adca845b076dbc4bafef06575d17341cf2494696e814b0fd73d841', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', '3b2fbdfd-a0d2-429e-a1de-4cffc03a72a8');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '13b61078-fad9-47e9-866f-790e4c283eb0');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'c22d3f02-fc00-4d3c-8802-796d0da9589b');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', 'c22d3f02-fc00-4d3c-8802-796d0da9589b');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '8f7eda22-8d8d-4256-814d-f866c291d744');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, '\x21063473cd0ffdcd50875e31a579dc0939f958aa0c289de02d67cba10d08394c4056e71519845d3f9430f494a7520439797b82a649a52ef5a04ad25cc028ed355f3654d9cc3fee351daf50fcd70a524d48752d342d98300498e358c66e47468ce640893ab4c44d83', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', 'ade15f91-52aa-45c7-ab42-1e08227e7035', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', 'a6b2393a-1377-41fb-9d91-08a111a6d2aa');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '132d2f80-f7f0-4efa-8ea1-029865122121', '44d60a61-67a9-4af7-a329-e92be67f9c61', 'c22d3f02-fc00-4d3c-8802-796d0da9589b', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'A', null, null, null, null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '75f6c287-526a-4316-a087-7a3dde810599', '44d60a61-67a9-4af7-a329-e92be67f9c61', '13b61078-fad9-47e9-866f-790e4c283eb0', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'B', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '75f6c287-526a-4316-a087-7a3dde810599', 'clicked', '0', '44d60a61-67a9-4af7-a329-e92be67f9c61', '13b61078-fad9-47e9-866f-790e4c283eb0', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-01956ae08a60', 'C1', 'waiting', '\xa32bb471dd053b2282d3be2d3af6cb3c286d9ee5131b6c9db70782d437457551fe78043a5a030e243853fdb499bc3a3240c46ca2b34d50dd800fe5ffabf54dd0461d7d4b84ac991b8a94563fafeb0e98bdc47d49e3c1d988e6d6640a2e661bde1835845c', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', false);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '13b61078-fad9-47e9-866f-790e4c283eb0', 'a6b2393a-1377-41fb-9d91-08a111a6d2aa', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', 'c22d3f02-fc00-4d3c-8802-796d0da9589b', 'a6b2393a-1377-41fb-9d91-08a111a6d2aa', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
