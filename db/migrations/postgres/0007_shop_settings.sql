CREATE TABLE "shop_settings" (
	"tenant" text NOT NULL,
	"version" integer NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" bigint NOT NULL,
	"choice" jsonb NOT NULL,
	CONSTRAINT "shop_settings_tenant_version_pk" PRIMARY KEY("tenant","version")
);
