CREATE TABLE "installations" (
	"tenant" text NOT NULL,
	"team_name" text NOT NULL,
	"app_id" text NOT NULL,
	"bot_user_id" text NOT NULL,
	"installer_id" text NOT NULL,
	"state" text NOT NULL,
	"channel" text NOT NULL,
	"approvers" jsonb NOT NULL,
	"installed_at" bigint NOT NULL,
	"ended_at" bigint,
	"tokens" "bytea",
	"revision" integer NOT NULL,
	"refresh_owner" text,
	"refresh_until" bigint,
	CONSTRAINT "installations_tenant_pk" PRIMARY KEY("tenant"),
	CONSTRAINT "installations_state" CHECK ("installations"."state" in ('installed', 'ended'))
);
