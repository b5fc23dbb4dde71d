CREATE TABLE "assignments" (
	"tenant" text NOT NULL,
	"campaign_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"variant" text NOT NULL,
	"assignment_probability" double precision NOT NULL,
	"conversion_probability" double precision NOT NULL,
	"product_ids" jsonb NOT NULL,
	CONSTRAINT "assignments_tenant_campaign_id_contact_id_pk" PRIMARY KEY("tenant","campaign_id","contact_id"),
	CONSTRAINT "assignments_variant" CHECK ("assignments"."variant" in ('treated', 'holdout'))
);
--> statement-breakpoint
CREATE TABLE "campaign_decisions" (
	"tenant" text NOT NULL,
	"campaign_id" text NOT NULL,
	"position" integer NOT NULL,
	"action" text NOT NULL,
	"actor" text NOT NULL,
	"at" bigint NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"comment" text,
	CONSTRAINT "campaign_decisions_tenant_campaign_id_position_pk" PRIMARY KEY("tenant","campaign_id","position"),
	CONSTRAINT "campaign_decisions_action" CHECK ("campaign_decisions"."action" in ('propose', 'approve', 'request changes', 'reject', 'revise', 'expire', 'supersede', 'stop', 'start sending', 'finish sending'))
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"strategy" jsonb NOT NULL,
	"copy" jsonb NOT NULL,
	"audience_size" integer NOT NULL,
	"requested_by" text NOT NULL,
	"changed_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"send_started_at" bigint,
	"finished_at" bigint,
	"cards" jsonb NOT NULL,
	CONSTRAINT "campaigns_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "campaigns_number" UNIQUE("tenant","number"),
	CONSTRAINT "campaigns_state" CHECK ("campaigns"."state" in ('draft', 'proposed', 'approved', 'sending', 'sent', 'rejected', 'expired', 'superseded', 'stopped'))
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"tenant" text NOT NULL,
	"contact_id" text NOT NULL,
	"purpose" text NOT NULL,
	"at" bigint NOT NULL,
	"granted" boolean NOT NULL,
	"source" text NOT NULL,
	"text_version" text NOT NULL,
	CONSTRAINT "consents_tenant_contact_id_purpose_at_pk" PRIMARY KEY("tenant","contact_id","purpose","at"),
	CONSTRAINT "consents_purpose" CHECK ("consents"."purpose" in ('email', 'tracking'))
);
--> statement-breakpoint
CREATE TABLE "contact_keys" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"contact_id" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "contact_keys_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"key_id" text NOT NULL,
	"profile" "bytea" NOT NULL,
	"address_lookup" text,
	"email_consent" boolean NOT NULL,
	"tracking_consent" boolean NOT NULL,
	"identified" boolean NOT NULL,
	"first_seen_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"event_count" integer NOT NULL,
	CONSTRAINT "contacts_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "coupons" (
	"tenant" text NOT NULL,
	"code" text NOT NULL,
	"offer_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"issued_at" bigint NOT NULL,
	"redeemed_at" bigint,
	"order_id" text,
	CONSTRAINT "coupons_tenant_code_pk" PRIMARY KEY("tenant","code"),
	CONSTRAINT "coupons_contact" UNIQUE("tenant","campaign_id","contact_id","offer_id")
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"received_at" bigint NOT NULL,
	"field" text NOT NULL,
	"reason" text NOT NULL,
	"payload" "bytea" NOT NULL,
	CONSTRAINT "dead_letters_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "duplicate_counts" (
	"tenant" text NOT NULL,
	"day" integer NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "duplicate_counts_tenant_day_pk" PRIMARY KEY("tenant","day")
);
--> statement-breakpoint
CREATE TABLE "event_lines" (
	"tenant" text NOT NULL,
	"event_id" text NOT NULL,
	"position" integer NOT NULL,
	"product_id" text NOT NULL,
	"quantity" integer NOT NULL,
	"price_cents" bigint,
	CONSTRAINT "event_lines_tenant_event_id_position_pk" PRIMARY KEY("tenant","event_id","position")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"contact_id" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"imported" boolean NOT NULL,
	"order_id" text,
	"amount_cents" bigint,
	"currency" text,
	"rating" double precision,
	"key_id" text NOT NULL,
	"payload" "bytea" NOT NULL,
	CONSTRAINT "events_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "events_type" CHECK ("events"."type" in ('track', 'identify', 'page', 'screen', 'alias', 'group'))
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"tenant" text NOT NULL,
	"lookup" text NOT NULL,
	"contact_id" text NOT NULL,
	CONSTRAINT "identities_tenant_lookup_pk" PRIMARY KEY("tenant","lookup")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"fire_key" text NOT NULL,
	"state" text NOT NULL,
	"due_at" bigint NOT NULL,
	"owner" text,
	"lease_until" bigint,
	"started_at" bigint,
	"finished_at" bigint,
	"attempts" integer NOT NULL,
	"result" jsonb,
	"error" text,
	CONSTRAINT "jobs_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "jobs_fire_once" UNIQUE("tenant","fire_key"),
	CONSTRAINT "jobs_state" CHECK ("jobs"."state" in ('waiting', 'running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "live_scores" (
	"tenant" text NOT NULL,
	"set_id" text NOT NULL,
	CONSTRAINT "live_scores_tenant_pk" PRIMARY KEY("tenant")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"model_run_id" text,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" bigint NOT NULL,
	"owner" text,
	"lease_until" bigint,
	"product_ids" jsonb NOT NULL,
	"links" jsonb,
	"sent_at" bigint,
	"detail" text,
	"coupon_code" text,
	CONSTRAINT "messages_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "messages_contact_once" UNIQUE("tenant","campaign_id","contact_id"),
	CONSTRAINT "messages_state" CHECK ("messages"."state" in ('queued', 'claimed', 'sending', 'sent', 'failed', 'unknown', 'suppressed'))
);
--> statement-breakpoint
CREATE TABLE "model_runs" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"backend" text NOT NULL,
	"seed" integer NOT NULL,
	"train_cutoff" bigint NOT NULL,
	"test_cutoff" bigint NOT NULL,
	"outcome_window_days" integer NOT NULL,
	"features" jsonb NOT NULL,
	"config" jsonb NOT NULL,
	"metrics" jsonb NOT NULL,
	"trained_at" bigint NOT NULL,
	"seconds" double precision NOT NULL,
	"training_set_hash" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "model_runs_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "model_runs_state" CHECK ("model_runs"."state" in ('challenger', 'champion', 'refused', 'retired'))
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"value" integer NOT NULL,
	"currency" text,
	"valid_from" bigint NOT NULL,
	"valid_to" bigint NOT NULL,
	"max_coupons" integer,
	CONSTRAINT "offers_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "offers_kind" CHECK ("offers"."kind" in ('percent', 'amount', 'free shipping'))
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"tenant" text NOT NULL,
	"message_id" text NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"campaign_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"model_run_id" text,
	"at" bigint NOT NULL,
	"amount_cents" bigint,
	CONSTRAINT "outcomes_tenant_message_id_kind_reference_pk" PRIMARY KEY("tenant","message_id","kind","reference"),
	CONSTRAINT "outcomes_kind" CHECK ("outcomes"."kind" in ('opened', 'clicked', 'converted', 'unsubscribed', 'bounced', 'complained'))
);
--> statement-breakpoint
CREATE TABLE "products" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"name" text,
	"price_cents" bigint,
	"currency" text,
	"image_url" text,
	"link" text,
	"category" text,
	"stock" integer,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "products_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "quality_reports" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"from" bigint NOT NULL,
	"to" bigint NOT NULL,
	"checks" jsonb NOT NULL,
	"held" boolean NOT NULL,
	CONSTRAINT "quality_reports_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"tenant" text NOT NULL,
	"contact_id" text NOT NULL,
	"set_id" text NOT NULL,
	"model_run_id" text NOT NULL,
	"cutoff" bigint NOT NULL,
	"outcome_window_days" integer NOT NULL,
	"conversion_probability" double precision NOT NULL,
	"reasons" jsonb NOT NULL,
	"next_products" jsonb NOT NULL,
	"features" jsonb NOT NULL,
	CONSTRAINT "scores_tenant_contact_id_set_id_pk" PRIMARY KEY("tenant","contact_id","set_id")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"tenant" text NOT NULL,
	"address_lookup" text NOT NULL,
	"reason" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "suppressions_tenant_address_lookup_pk" PRIMARY KEY("tenant","address_lookup"),
	CONSTRAINT "suppressions_reason" CHECK ("suppressions"."reason" in ('unsubscribed', 'hard bounce', 'complaint', 'manual'))
);
--> statement-breakpoint
CREATE INDEX "campaigns_state_created" ON "campaigns" USING btree ("tenant","state","created_at");--> statement-breakpoint
CREATE INDEX "contact_keys_contact" ON "contact_keys" USING btree ("tenant","contact_id");--> statement-breakpoint
CREATE INDEX "contacts_address" ON "contacts" USING btree ("tenant","address_lookup");--> statement-breakpoint
CREATE INDEX "coupons_offer" ON "coupons" USING btree ("tenant","offer_id");--> statement-breakpoint
CREATE INDEX "dead_letters_received" ON "dead_letters" USING btree ("tenant","received_at");--> statement-breakpoint
CREATE INDEX "events_contact" ON "events" USING btree ("tenant","contact_id","at");--> statement-breakpoint
CREATE INDEX "events_received" ON "events" USING btree ("tenant","received_at");--> statement-breakpoint
CREATE INDEX "events_name" ON "events" USING btree ("tenant","name","at");--> statement-breakpoint
CREATE INDEX "identities_contact" ON "identities" USING btree ("tenant","contact_id");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("tenant","state","due_at");--> statement-breakpoint
CREATE INDEX "messages_due" ON "messages" USING btree ("tenant","state","campaign_id","due_at");--> statement-breakpoint
CREATE INDEX "messages_contact" ON "messages" USING btree ("tenant","contact_id","sent_at");--> statement-breakpoint
CREATE INDEX "model_runs_trained" ON "model_runs" USING btree ("tenant","trained_at");--> statement-breakpoint
CREATE INDEX "outcomes_campaign" ON "outcomes" USING btree ("tenant","campaign_id","kind");--> statement-breakpoint
CREATE INDEX "quality_reports_at" ON "quality_reports" USING btree ("tenant","at");--> statement-breakpoint
CREATE INDEX "scores_probability" ON "scores" USING btree ("tenant","set_id","conversion_probability","contact_id");