CREATE TABLE "post_channels" (
	"tenant" text NOT NULL,
	"channel" text NOT NULL,
	"free_at" bigint NOT NULL,
	"owner" text,
	CONSTRAINT "post_channels_tenant_channel_pk" PRIMARY KEY("tenant","channel")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"content" "bytea" NOT NULL,
	"once_key" text,
	"added_at" bigint NOT NULL,
	"refusals" integer NOT NULL,
	"revision" integer NOT NULL,
	"error" text,
	CONSTRAINT "posts_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "posts_once" UNIQUE("tenant","once_key"),
	CONSTRAINT "posts_state" CHECK ("posts"."state" in ('waiting', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "seen_requests" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "seen_requests_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE INDEX "posts_waiting" ON "posts" USING btree ("tenant","state","channel","id");--> statement-breakpoint
CREATE INDEX "seen_requests_until" ON "seen_requests" USING btree ("tenant","until");