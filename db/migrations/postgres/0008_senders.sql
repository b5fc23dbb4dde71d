CREATE TABLE "installation_choices" (
	"tenant" text NOT NULL,
	"version" integer NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" bigint NOT NULL,
	"channel" text NOT NULL,
	"approvers" jsonb NOT NULL,
	CONSTRAINT "installation_choices_tenant_version_pk" PRIMARY KEY("tenant","version")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "sender" jsonb;