CREATE TABLE "master_keys" (
	"tenant" text NOT NULL,
	"version" integer NOT NULL,
	"fingerprint" text NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "master_keys_tenant_version_pk" PRIMARY KEY("tenant","version")
);
