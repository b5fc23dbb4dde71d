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

CREATE TABLE recommender_decisions (
  tenant text NOT NULL,
  number integer NOT NULL,
  at bigint NOT NULL,
  action text NOT NULL,
  serves jsonb NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  back_to integer,
  CONSTRAINT recommender_decisions_tenant_number_pk PRIMARY KEY (tenant, number),
  CONSTRAINT recommender_decisions_action CHECK ((action = ANY (ARRAY['promote'::text, 'roll back'::text])))
);

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
insert into drizzle.__drizzle_migrations (hash, created_at) values ('cc591ccf0fb021c61ee3274b6820452258a614e2ec499a081d1918c94d8a694f', 1795949697837);
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '6034db85-2b64-47c7-a405-ffcefcf03a4f', '75de7e96-887c-4186-9da3-136746235b9a', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '6034db85-2b64-47c7-a405-ffcefcf03a4f', '7f9fc05a-7b4d-4c67-aeaa-cb50790b8213', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '6034db85-2b64-47c7-a405-ffcefcf03a4f', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '6034db85-2b64-47c7-a405-ffcefcf03a4f', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '6034db85-2b64-47c7-a405-ffcefcf03a4f', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "sender", "send_started_at", "finished_at", "cards") values ('T1', '6034db85-2b64-47c7-a405-ffcefcf03a4f', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', '75de7e96-887c-4186-9da3-136746235b9a', 'email', 1767571200000, true, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '5d5b23b4fd5f61154e0d4dd0', '75de7e96-887c-4186-9da3-136746235b9a', '\xcd701dcc95f3dd1ceaf3b87a1b4347a8085f649b11e57aa8d0a4bdacfb2243d3acefa76dfd12ecbc4cadd90e77534468c608d9de2b520e44ed837bd8');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '7592d4bea8c2a1290d39257a', '7f9fc05a-7b4d-4c67-aeaa-cb50790b8213', '\x7dce64b21918782931ba9743c69a01c81e498c24cc32f67b7f16d13d240a4a81f3b84c3952aa2dce63c0248d303510e0ee926479bd9e46611abc1dc2');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'b34855ca8be6e2764e128294', '75de7e96-887c-4186-9da3-136746235b9a', '\x3409184fe0b0cf906cca431760ea8e2b154eb6be95d73eb6c1d1ca13d5c50015bafbe439720cc6d739be011df59c0bcd11a8c90e2ca4adceb96973c8');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'd5c5ed5d19ffa2e34ddee64b', '506e3abc-6a8e-481c-9f2a-482b2b22fa07', '\xa505a6cf8e7289cdad05f68aa818118e76413341db1473f518120a3d4a4e363351069df2d2ac5acdf8370c66d9b8468365016301e9f93174a700adb2');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'd6d9f38ee0210b0eaf354c33', '74e5662c-f8db-4cbe-98b3-a6fdc109f5af', '\x3f7cf79f79114e825ac6923d2fae12f3fa1a110c7ca4b9eab54fb39dbd8d9ba9061bff470e46b396564a8ffa012ad8a8dbbc9a237dd9b7badc5f9c88');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '506e3abc-6a8e-481c-9f2a-482b2b22fa07', 'd5c5ed5d19ffa2e34ddee64b', '\x1646e137f5a5e1b43c6c7028cfc9219fbc5a17e0a35529908e9a3fa934361855b2515c3b8c53f08b61b948aa76e19d0b4764531af3f5b70f6468f299', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '74e5662c-f8db-4cbe-98b3-a6fdc109f5af', 'd6d9f38ee0210b0eaf354c33', '\xfb9ef3962376a1d647463d981170f70b8a34d3ea672b0962dcb3d7ae0db8ead8b96b65641ed8f3554895e9495fa52db35be2c642d1d221392f15ecd4', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '75de7e96-887c-4186-9da3-136746235b9a', 'b34855ca8be6e2764e128294', '\x553621b38d79f339605718a85b66770f20a1cebefca86889603e5c390110c2c57bacde75f9109688a7ea3815f29e046e647d0046c54a20051d7eddcf1aa9bd4eda06a3da5c1733e2c140b41f4b08b8afe10de0858f1f3c893fb680fe74296e7a24648f6369aaa8c671b1a6fe49c065813e45d4447ee9d6f3b0ca32a1d4cc3ddfcf829b6ac97aa8709d420e700162a0aa682a35700888479c224a0bad5399693f86c63d329425b6ee306d14cc85ab886b984b79404e118142908618aa6d736986b715ce82eb6fb67d3cb01e3a4b83c4957114289e7c3bf71bfc364c1d9a71e7440c099f4e123ce61bd24ae0507b77cc71f734f903655fd34c62590c72fb23eb5a470284249314e30086b2b6061e282e24deec81b748db87fe7e8a7015b9a4644cec53609acafa3e4e13fdb246b0ba077f71034c2483823a6a9bafe11e33f29b2a4781efea0517818ef478f631a50152d2452b', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', true, false, true, 1767571200000, 1767571200001, 4);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '7f9fc05a-7b4d-4c67-aeaa-cb50790b8213', '7592d4bea8c2a1290d39257a', '\x843788dae1c6094cc1769553b42efc5d05e1e7e8b1ad44037abe1f0d52376f0142f417f55a5508fbba46e922184b334cdeb16b9222a3d6f5c0563a7d', null, false, false, true, 1767571200000, 1767571200000, 1);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '75de7e96-887c-4186-9da3-136746235b9a', '6034db85-2b64-47c7-a405-ffcefcf03a4f', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', '8da0ef1a-ef05-4cd5-866e-1854106bc3e8', 1767571200000, 'userId', 'is missing', '\xd705694dd2a10419a63872b026f8146508484f70d38bb6ebba38412baafee97a0bb09d601fc765d87e0e29a016e860f7c2bca42b9b1421f50b0514435ba21fde04309148b528e108621f5cc6563039a5d0e98762b5eb6c9ecd30f8d1e73018559e4d9860c3562005c4b994e44f28d347faadce48b367348b301138f418b672673fa5fad443d44c408d594677699be3c82ffc09ab07feb9240d26f9310e');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', '75de7e96-887c-4186-9da3-136746235b9a', null, 'identify', 'identify', 1767571200000, 1767571200000, false, null, null, null, null, 'b34855ca8be6e2764e128294', '\x04f9d4ff54c81c545fe2e329178014cfcc2ea367a209a95eae1a9b06ce5b69fbf685458c81f59a664dc357dbff', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '48d7c508cc0ca58aebce521a3588fca0', '75de7e96-887c-4186-9da3-136746235b9a', null, 'identify', 'identify', 1767571200001, 1767571200001, false, null, null, null, null, 'b34855ca8be6e2764e128294', '\x299b01de5a36c2e3e178ece24a41294403af0bdacc68ef88f38e96567fc4ff62bf49c13019564a5de1c6fadd', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', '75de7e96-887c-4186-9da3-136746235b9a', null, 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-ann', 9007199254740991, 'EUR', 4.5, 'b34855ca8be6e2764e128294', '\x020ef9cfa13bd9bc67585e5715dec604644df356d7e15a551360073aff399a4a3c32101e839ebe14d32af9c888d91e4920', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '7edb360f06acaef2cc80dba16cf563f1', '75de7e96-887c-4186-9da3-136746235b9a', 1767571200001, 'track', 'Product Viewed', 1767571200000, 1767571200000, false, null, null, null, null, '5d5b23b4fd5f61154e0d4dd0', '\x1fb34e7b5e4f38510e4a2504bf54350a91b95d3bf501880480cfac75d262101f4afd640b9716fca131', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', '7f9fc05a-7b4d-4c67-aeaa-cb50790b8213', null, 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-0', 9007199254740991, 'EUR', 4.5, '7592d4bea8c2a1290d39257a', '\xa929fc52cac48908f633912eb92ba1d1c6ddb7ad5a64c133afa4fcf31e7adeaee06e30dee60069db70196c3aa1baf319d7ebc20ec0', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', '506e3abc-6a8e-481c-9f2a-482b2b22fa07', null, 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-2', 9007199254740991, 'EUR', 4.5, 'd5c5ed5d19ffa2e34ddee64b', '\x460dfb57be24fbba25be842f207c2a39a095944bf23ced5ba0d48304ddb4940effcfeff0702d2fb1ded35ba61eaab50e80b083a025', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '74e5662c-f8db-4cbe-98b3-a6fdc109f5af', null, 'track', 'Order Completed', 1767571200000, 1767571200000, false, 'o-other-1', 9007199254740991, 'EUR', 4.5, 'd6d9f38ee0210b0eaf354c33', '\xc1b08b4e56039cbd265e684797e0ededc71b67b5507d1e9243c200b67561b8af250bae50787148c165f94722edf46b48a3d6f74507', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "heads_decisions" ("tenant", "number", "at", "action", "serves", "test_cutoff", "outcome_window_days", "horizon_days", "actor", "reason", "back_to") values ('T1', 1, 1767571200000, 'promote', '{"leaves":{"kind":"logistic-regression","runId":"heads-1"},"value":null}', 1767571199999, 14, 42, 'flywheel', 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', '506e3abc-6a8e-481c-9f2a-482b2b22fa07');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '7f9fc05a-7b4d-4c67-aeaa-cb50790b8213');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:_fPwYJjs-HI6IJ8xOj9-HJvpNk2xc_ph2D8WJ1F39_o', '75de7e96-887c-4186-9da3-136746235b9a');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', '75de7e96-887c-4186-9da3-136746235b9a');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', '75de7e96-887c-4186-9da3-136746235b9a');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '74e5662c-f8db-4cbe-98b3-a6fdc109f5af');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', 'contact:d3b83dec-635f-481f-9dbf-92e922cee94f', '75de7e96-887c-4186-9da3-136746235b9a');
insert into "installation_choices" ("tenant", "version", "changed_by", "changed_at", "channel", "approvers") values ('T1', 1, 'U1', 1767571200000, 'U1', '["U1"]');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Tea & <Shop> 茶', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, '\x6e4f72c871e4e3d5e401a76d5b6f55eb2ac4a99d989d82758edc8549e2fa9ddc4ff88ae0228f62a77a6f47b1d55e21ecc7eca747eee2023ca391a05057fd67bb793038a3c1802ce451c569fde5cd4e7a0bfcac89bdf377857f9ed332fbab9623edf8c5c2168fd5b9', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', 'c3b1d61d-a57a-45ea-9775-d11537797a54', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', '9123d6a1-b845-496c-b779-a1c8ba403ad8');
insert into "master_keys" ("tenant", "version", "fingerprint", "since") values ('T1', 1, 'of MASTER', 1767571200000);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '9a3d01b2-5f79-450f-a50a-94d12aa9d2d9', '6034db85-2b64-47c7-a405-ffcefcf03a4f', '7f9fc05a-7b4d-4c67-aeaa-cb50790b8213', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'B', null, null, null, null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'b96a250f-6755-48c7-8b50-f5bc68f4c84c', '6034db85-2b64-47c7-a405-ffcefcf03a4f', '75de7e96-887c-4186-9da3-136746235b9a', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'A', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "model_decisions" ("tenant", "number", "at", "action", "run_id", "former_run_id", "actor", "reason") values ('T1', 1, 1767571200000, 'promote', 'run-1', null, 'flywheel', 'the first');
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":100,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":1000,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', 'b96a250f-6755-48c7-8b50-f5bc68f4c84c', 'clicked', '0', '6034db85-2b64-47c7-a405-ffcefcf03a4f', '75de7e96-887c-4186-9da3-136746235b9a', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-793d999acfcd', 'C1', 'waiting', '\xd6b83e580adc3f0dd36e33baf35466b4fd16760eeb3d3125614a1237bf7297b111b47eca00d896ff281c7fd033623408065753bb16247a953bf27845b472aab785f9c3a3f702a2035611deca04b5c831605e883716f628d7f7e8eeda9b2806c226dd5e6e', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', false);
insert into "recommender_decisions" ("tenant", "number", "at", "action", "serves", "actor", "reason", "back_to") values ('T1', 1, 1767571200000, 'promote', '{"comparisons":{"championId":"blend-1","count":0,"testCutoff":1767571200000},"lineage":{"contacts":1234,"cutoff":1767571200000,"factsHash":"0a","kinds":{"markov-chain":{"steps":10},"popularity":{}},"leftOut":[],"products":63,"program":"0.1.0+12345678","steps":20000,"trainedAt":1767571200000},"metrics":null,"runId":"blend-1","since":{"at":1767571200000,"runId":"blend-1"},"weights":{"markov-chain":1,"popularity":0.25}}', 'flywheel', 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "score_samples" ("tenant", "cutoff", "outcome_window_days", "contact_ids", "by_run") values ('T1', 1767571200000, 14, '["75de7e96-887c-4186-9da3-136746235b9a","7f9fc05a-7b4d-4c67-aeaa-cb50790b8213"]', '[{"isChampion":true,"kind":"logistic-regression","probabilities":[0.30000000000000004,1e-7],"runId":"run-1"}]');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', '75de7e96-887c-4186-9da3-136746235b9a', '9123d6a1-b845-496c-b779-a1c8ba403ad8', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', true);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', '7f9fc05a-7b4d-4c67-aeaa-cb50790b8213', '9123d6a1-b845-496c-b779-a1c8ba403ad8', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', false);
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "shop_settings" ("tenant", "version", "changed_by", "changed_at", "choice") values ('T1', 1, 'U1', 1767571200000, '{"mailFrom":null,"outcomeWindowDays":null,"postalAddress":null,"shopName":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","timeZone":null,"undoMinutes":5}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
