CREATE TABLE assignments (
  tenant text NOT NULL,
  campaign_id text NOT NULL,
  contact_id text NOT NULL,
  variant text NOT NULL,
  assignment_probability double precision NOT NULL,
  conversion_probability double precision NOT NULL,
  product_ids jsonb NOT NULL,
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
  CONSTRAINT campaign_decisions_action CHECK ((action = ANY (ARRAY['propose'::text, 'approve'::text, 'request changes'::text, 'reject'::text, 'revise'::text, 'expire'::text, 'supersede'::text, 'stop'::text, 'start sending'::text, 'finish sending'::text])))
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
  CONSTRAINT campaigns_tenant_id_pk PRIMARY KEY (tenant, id),
  CONSTRAINT campaigns_number UNIQUE (tenant, number),
  CONSTRAINT campaigns_state CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'approved'::text, 'sending'::text, 'sent'::text, 'rejected'::text, 'expired'::text, 'superseded'::text, 'stopped'::text])))
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

create schema drizzle;
create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('5326593822af54f10226242eb61e74874f5e66d73bac4977b7da5eecf33af06d', 1795560733733);
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "assignment_probability", "conversion_probability", "product_ids") values ('T1', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', '0e764634-97e5-47f3-a2eb-d0d1c2580a1c', 'treated', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "assignment_probability", "conversion_probability", "product_ids") values ('T1', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424', 'treated', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "send_started_at", "finished_at", "cards") values ('T1', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', 2, 'flywheel', 'U1', 1767571200000, 1767571201000, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424', 'email', 1767571200000, true, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '15471639d8cb9f2ba1a7fcbb', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424', '\xb47fe919c0e5794725a334ee008f3289eca4bf831bc310eb8f5ae4108701cd2b4d49fb018201a17843c86181baa9fb0eb565f99e2e124b02d3ef417d');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '778c88c12db2417dca348b94', 'b3cfbe22-652c-4a3a-83e0-9b5b60a1cf3c', '\x89a30737818290b98957c911583d75260f4a09a4a531d023037d96fa81d03296d633156f5344dc3f63c8c30d8d04b3d8d86031d85d47e71b630b25c6');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'ae60e27ee045633ffa685487', '0e764634-97e5-47f3-a2eb-d0d1c2580a1c', '\x8143f29d03e38b15002368c68d39a0e40f5ba6ab73a3dbca1e3220600e236eeb733754e13410f326026e948686ef3c531b1d84cb7f0c9e5f2d1a72c8');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'dfd505138114d32df51d54de', '2e717048-d13d-40f9-93cc-41d39e16fc4b', '\x54c8cc49579632324cacd601dd828cd7fee49c7cb4e13e3b916daabbecb78a1aed280ff3b9ad898ca16cc01664af893f89e23cd49bdca07f731c4299');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '0e764634-97e5-47f3-a2eb-d0d1c2580a1c', 'ae60e27ee045633ffa685487', '\x199c0e28781714bb1afc264d58bcf13b730348ee46a4886cd9c87049ad0bd51f0bca022c6cee334f7a786cc4f340fef6cf30e2415a49911d6cab835c', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '2e717048-d13d-40f9-93cc-41d39e16fc4b', 'dfd505138114d32df51d54de', '\x70dc3271370d085a0d27ef5e106ee723a1b5c3b9b0b4985f05f3bbafe094a79cd2db5e43c61d805d8b689d91fbad68899c7443660d05b9e4972fc7d1', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'b3cfbe22-652c-4a3a-83e0-9b5b60a1cf3c', '778c88c12db2417dca348b94', '\x6ff5ead1f89ca5abdcd4f1f3b604fa2185a70d18eb2df94963d9563871925f6acac1afde239722839e9ec027aeaa5a5e45a600a47ae384508771ca48', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424', '15471639d8cb9f2ba1a7fcbb', '\x3e50490bf7993ad5a3de3c24ca76274a9c97c268b3b2f37e53a67a585d8b7232161d401f073419617767187b7d03aea9fe34751de1c9676d94255d3e5d7e247d2361c67a08474d6d005881c13f13b7accc33487db0faee014e3299d6557c3d7940daca42118248f6d6f62659abb53e31fc507db2450dcf61708816263080813dde10831a2a90c7a76840638f46d5c738a5f50f6c997d50393cd57b921c7b7adfffcd056d4703761959408d135a5724a338d8f7c36e3e9235282d398b47afb0856ac4362fda60e432ead3e0d040ae2ead2b293e51c09b4a5db9f97a0c364b1f162e1e817acc6105285ce2e96689b8c737a083b971f99e799cf64143f26fdb2171699957d184dd64a14c24d0e387bb862ae927204494d734b0365b599ce89708b3bd490a87ca952872dda5c84c80c4076c4fe4e328ee8e6c30accb6fc08241af9b716004848b3deebf5c1340631278bbac472d', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', true, false, true, 1767571200000, 1767571200000, 2);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '0e764634-97e5-47f3-a2eb-d0d1c2580a1c', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', '544eec07-3a49-4f2a-8184-e0b3931a2fa3', 1767571200000, 'userId', 'is missing', '\xa2d1e14a23f8bc069cce89a04bc90b5345e36c2c45dc1474b77718fc055056d34fe5290c827dc6f6f06d0e40b435a0dc8004e1014a1d4b8501f1bd935927babc6dfb0224f2bf5b1dc96825adf7a6c01dd524e00a3cab564d75b53968b6a03bd000585f5fa51d4d58834e77518cf54b88f7030e19c181713df205b4b168eb18e90dc8e7e4503f863a63e11df45e4972d46719e317287aa7c2f0951996ea');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '804c23a03ecef74142488c2882179dba', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '804c23a03ecef74142488c2882179dba', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'a0f7f35945795197103673c775c09e74', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'a0f7f35945795197103673c775c09e74', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 1, 'p2', 1, null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '0f780b5c735e70251a83e58da306c819', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424', 'identify', 'identify', 1767571200000, 1767571200000, false, null, null, null, null, '15471639d8cb9f2ba1a7fcbb', '\x554e5b01e74e09fe3946d8b50698c519f6430447013d0ded61c7393615c9315f9d0e775986541189193180255b');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-ann', 9007199254740991, 'EUR', 4.5, '15471639d8cb9f2ba1a7fcbb', '\x1b8a8681d6dec08b5b3db1d0cb4247a8b36fc31664931be0cb7007e3933b7f684f43289c53d2b51615daf069c54e51206d');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '804c23a03ecef74142488c2882179dba', '0e764634-97e5-47f3-a2eb-d0d1c2580a1c', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-0', 9007199254740991, 'EUR', 4.5, 'ae60e27ee045633ffa685487', '\x495be34f254156d7f4ccdaac5a5f330c95d6966149095332b69a59f5d9d0153f263ac9fbdb11e9e500f526b00defcc729ef67b3f33');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', 'a0f7f35945795197103673c775c09e74', 'b3cfbe22-652c-4a3a-83e0-9b5b60a1cf3c', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-2', 9007199254740991, 'EUR', 4.5, '778c88c12db2417dca348b94', '\x8233b911f5bda6c7c433bb4db9994606e4d12f21e08c3c3213dae37dffc5cd51b3b90121f7b4900972d41eefeac201b7fb5dd4e8a8');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '2e717048-d13d-40f9-93cc-41d39e16fc4b', 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-1', 9007199254740991, 'EUR', 4.5, 'dfd505138114d32df51d54de', '\xfbe20b0dab74f000542f3ccffc6f9897368a45a553e31f49962fd73d7b6d1b9fe71e636fef773d81574a06783ecbcd3d2bf28e862b');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', 'b3cfbe22-652c-4a3a-83e0-9b5b60a1cf3c');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '0e764634-97e5-47f3-a2eb-d0d1c2580a1c');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '2e717048-d13d-40f9-93cc-41d39e16fc4b');
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '8a3cc342-3d78-4ea2-a210-08a30c2b17ef', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', 'bc642858-1af1-49f3-9237-25513b2cbc12');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "links", "sent_at", "detail", "coupon_code") values ('T1', '92f7aaf4-6a43-49c3-b880-fe05b3ee0434', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', '0e764634-97e5-47f3-a2eb-d0d1c2580a1c', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "links", "sent_at", "detail", "coupon_code") values ('T1', 'c2bcbdf6-7041-47a8-a781-a726d96c71a1', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', null, null, null, null);
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '92f7aaf4-6a43-49c3-b880-fe05b3ee0434', 'clicked', '0', 'a76501c8-6fa8-411b-b791-b1be4b3d9397', '0e764634-97e5-47f3-a2eb-d0d1c2580a1c', 'run-1', 1767571200009, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', false);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '0e764634-97e5-47f3-a2eb-d0d1c2580a1c', 'bc642858-1af1-49f3-9237-25513b2cbc12', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', 'c91bdd5f-2be6-453f-800d-ad0dda1ef424', 'bc642858-1af1-49f3-9237-25513b2cbc12', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
