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
