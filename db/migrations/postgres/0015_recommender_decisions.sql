CREATE TABLE "recommender_decisions" (
	"tenant" text NOT NULL,
	"number" integer NOT NULL,
	"at" bigint NOT NULL,
	"action" text NOT NULL,
	"serves" jsonb NOT NULL,
	"actor" text NOT NULL,
	"reason" text NOT NULL,
	"back_to" integer,
	CONSTRAINT "recommender_decisions_tenant_number_pk" PRIMARY KEY("tenant","number"),
	CONSTRAINT "recommender_decisions_action" CHECK ("recommender_decisions"."action" in ('promote', 'roll back'))
);
