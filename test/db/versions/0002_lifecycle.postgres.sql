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

CREATE TABLE event_lines (
  tenant text NOT NULL,
  event_id text NOT NULL,
  "position" integer NOT NULL,
  product_id text NOT NULL,
  quantity integer NOT NULL,
  price_cents bigint,
  CONSTRAINT event_lines_tenant_event_id_position_pk PRIMARY KEY (tenant, event_id, "position")
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
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '3d584fff-4637-4356-b5ff-4de72226fde7', '545ff23e-0b7d-4dc4-8864-adcab9c8b790', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '3d584fff-4637-4356-b5ff-4de72226fde7', '5c7206a9-3901-4aa5-ab9f-4ae021355909', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '3d584fff-4637-4356-b5ff-4de72226fde7', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '3d584fff-4637-4356-b5ff-4de72226fde7', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '3d584fff-4637-4356-b5ff-4de72226fde7', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "send_started_at", "finished_at", "cards") values ('T1', '3d584fff-4637-4356-b5ff-4de72226fde7', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', '5c7206a9-3901-4aa5-ab9f-4ae021355909', 'email', 1767571200000, true, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '605b2e9f598ad6beb7fa0b5c', '2382688d-6882-453b-8f56-6e83416aeb06', '\x6721ce1da9363e2fb33eeff0cfb94ce2927ac788288a7d9fdf08e483c69e85147b289e0378e340dd09e8c7223a3af38fc0ce26b12720ab77f1acfbac');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '9fefd3d9346aea74d0a4dea0', '5f9b4c62-d5fb-44c9-b942-2092b624e543', '\xc9a5dbd67e41e11e39b92cf312d7cd3a8fd259dfdacf74d738de68290f6257eac1ed4f205da22174d0e077b5b2d1e714d083a428eef9eb8bc70bcf87');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'a29dc9af978a8839f1f291d1', '5c7206a9-3901-4aa5-ab9f-4ae021355909', '\x9dc5819778adfd648c525195d05eb517321677a73992960bbc2b3470718981dc209924d2c8cba7e6ca68e5aa111d224bb4b3752ed9d0e65293e6edc6');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'd717b286a7720136e57d2eec', '545ff23e-0b7d-4dc4-8864-adcab9c8b790', '\xd3e30a32f3c3b2194e552ec28a457518aa61d717418a144d3a27b464f0d28ab2510a3a33f53c2e5252cd8ae71856b4ff089c5af1d33d3823c7f61ada');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '2382688d-6882-453b-8f56-6e83416aeb06', '605b2e9f598ad6beb7fa0b5c', '\x39cf91218c48df8fb1a2b85c26718f2a9667608c98f15105789e0bf971cd191260d3576148ff899c5b456faf0b3a4cbaa6e42ab7b9673ef051212dd1', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '545ff23e-0b7d-4dc4-8864-adcab9c8b790', 'd717b286a7720136e57d2eec', '\x42297ec92de6ba2fec459456ce2c2fe23af74697eb47641c044226d9fc6107fe9311a027a4427dc7715d34c926058321e58d63879c8a6544b5a842d9', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '5c7206a9-3901-4aa5-ab9f-4ae021355909', 'a29dc9af978a8839f1f291d1', '\x29c423260f0d2a2068210e4f7ab5d8ee145fd8e2402fb705c4fde0b41830240aeb74b2e82540890b987b42d5d0009970e163be54fa97ac7aa13c2b1874288a0dd9e4b13130cb7c71c7dcbd998ad0c4629e26e3608d7bc06aab8743f3abed90de63338f99cc25d14d2319cbccd5185e353d563c0b23dae5f9b1f9b3c2e8e02a989daba90fddc34fe8843cd0b64c34d2c302393ab916fb67ff7f519360fb17e57fb372c446bf860930df1615b24a1e0dd20fdc0f62bd3645ab123010b6703403229db4f11154be8f0aee1758215bf5e8b2ae9fd2cc3f0a8b9bf6ac59a0d612aca873f72e6c23e37732075c4c7b60ddb003d64cd8a5a17678e32b8503abf2a9c2732929a7233bf42f38216efd93a99222955fb45326184d5b7efb92c89c5d6006f7c5e700f1d7d12361b7ed06720a15404dcffa5093b2dc110076a3288dc0b27e1936210714800dd86a35b4dd2322d2d9e2b041', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', true, false, true, 1767571200000, 1767571200000, 2);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '5f9b4c62-d5fb-44c9-b942-2092b624e543', '9fefd3d9346aea74d0a4dea0', '\xe429909142ad278c51c434208c8b043af5240a1cda19944c722edda787f7542cf29c95501644e36278ae3c1f6b4858535d330947b910d7e196fc45b6', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '545ff23e-0b7d-4dc4-8864-adcab9c8b790', '3d584fff-4637-4356-b5ff-4de72226fde7', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', 'a139b599-5201-49b0-b04b-94164534671f', 1767571200000, 'userId', 'is missing', '\x2b4a21eefeb8347ea54c05b6a469376996cccb6372f1ecc35e7083cea1ab5f407216ac48ecc805b0731c9642409234a102baec27045d283ece20afb4e3d7b930f8ab708bb58377052f024b8a56ea77cf90f90482700b837b1f41899bdea81dfc4cf220ed3fe92ccd77954d9c828c29dcf9cbb6676aa91a6d91496c9bad1e9c0dc7af9f5db0338134b0fe0de0e004c8a738f2818a44bbe9aea888fed43b');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '804c23a03ecef74142488c2882179dba', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '804c23a03ecef74142488c2882179dba', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'a0f7f35945795197103673c775c09e74', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'a0f7f35945795197103673c775c09e74', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 1, 'p2', 1, null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '0f780b5c735e70251a83e58da306c819', '5c7206a9-3901-4aa5-ab9f-4ae021355909', 'identify', 'identify', 1767571200000, 1767571200000, false, null, null, null, null, 'a29dc9af978a8839f1f291d1', '\x4c050488a32385140807d771cdb6f3bfafb7c29e8f48613933e9c82e27a871b6e39ba57762bf847c00e02718d2');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', '5c7206a9-3901-4aa5-ab9f-4ae021355909', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-ann', 9007199254740991, 'EUR', 4.5, 'a29dc9af978a8839f1f291d1', '\xcce39d8df3b7e31ccb6ff64958ed3d49250eb735e148c64b79cc01684e086db8d8b80f6ae5a7211ad99ba2704db238974a');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '804c23a03ecef74142488c2882179dba', '545ff23e-0b7d-4dc4-8864-adcab9c8b790', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-0', 9007199254740991, 'EUR', 4.5, 'd717b286a7720136e57d2eec', '\x9e272f2945c6f872c9d6b71aa41e4395192ff1a3ef0e7a53bc04d39f4c36ec71d7cfb8e23fe7c5d943d9d68ddd9f52788b019800e8');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', 'a0f7f35945795197103673c775c09e74', '2382688d-6882-453b-8f56-6e83416aeb06', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-2', 9007199254740991, 'EUR', 4.5, '605b2e9f598ad6beb7fa0b5c', '\xf8f0388455574057544dcafe0975c10369472d342d538867795f95137bd7009375025e9fdfb22da212d8b96a6b61450f0018cf58ec');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '5f9b4c62-d5fb-44c9-b942-2092b624e543', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-1', 9007199254740991, 'EUR', 4.5, '9fefd3d9346aea74d0a4dea0', '\x19626e3a9fdce5fd7e4896b0db2581c500665f0767bb1010fceab10679f8bb781b644a396a828cc7adc186aa344d19b1f08e5013f8');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', '2382688d-6882-453b-8f56-6e83416aeb06');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '545ff23e-0b7d-4dc4-8864-adcab9c8b790');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', '5c7206a9-3901-4aa5-ab9f-4ae021355909');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', '5c7206a9-3901-4aa5-ab9f-4ae021355909');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '5f9b4c62-d5fb-44c9-b942-2092b624e543');
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '5a61c9f8-b477-48c7-be62-653b16a7c7ce', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', 'fcb26149-70bf-43d4-908a-58afeaab4608');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '0f7ed0d5-6ff1-4e7d-8b6c-ab859e9d25b2', '3d584fff-4637-4356-b5ff-4de72226fde7', '5c7206a9-3901-4aa5-ab9f-4ae021355909', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'A', null, null, null, null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '686b4dc0-4ee0-4ed6-ae1f-19b529184e14', '3d584fff-4637-4356-b5ff-4de72226fde7', '545ff23e-0b7d-4dc4-8864-adcab9c8b790', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'B', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '686b4dc0-4ee0-4ed6-ae1f-19b529184e14', 'clicked', '0', '3d584fff-4637-4356-b5ff-4de72226fde7', '545ff23e-0b7d-4dc4-8864-adcab9c8b790', 'run-1', 1767571200009, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', false);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '545ff23e-0b7d-4dc4-8864-adcab9c8b790', 'fcb26149-70bf-43d4-908a-58afeaab4608', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '5c7206a9-3901-4aa5-ab9f-4ae021355909', 'fcb26149-70bf-43d4-908a-58afeaab4608', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
