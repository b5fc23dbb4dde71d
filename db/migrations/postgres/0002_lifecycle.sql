CREATE TABLE "tellings" (
	"tenant" text NOT NULL,
	"key" text NOT NULL,
	"lease_until" bigint NOT NULL,
	"told_at" bigint,
	CONSTRAINT "tellings_tenant_key_pk" PRIMARY KEY("tenant","key")
);
--> statement-breakpoint
ALTER TABLE "campaign_decisions" DROP CONSTRAINT "campaign_decisions_action";--> statement-breakpoint
ALTER TABLE "campaigns" DROP CONSTRAINT "campaigns_state";--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "schedule" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "starts_at" bigint;--> statement-breakpoint
ALTER TABLE "campaign_decisions" ADD CONSTRAINT "campaign_decisions_action" CHECK ("campaign_decisions"."action" in ('propose', 'approve', 'request changes', 'reject', 'revise', 'schedule', 'undo', 'send now', 'pause', 'resume', 'expire', 'supersede', 'stop', 'start sending', 'finish sending'));--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_state" CHECK ("campaigns"."state" in ('draft', 'proposed', 'half approved', 'approved', 'sending', 'paused', 'sent', 'rejected', 'expired', 'superseded', 'stopped'));