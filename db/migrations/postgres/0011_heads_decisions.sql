CREATE TABLE "heads_decisions" (
	"tenant" text NOT NULL,
	"number" integer NOT NULL,
	"at" bigint NOT NULL,
	"action" text NOT NULL,
	"serves" jsonb NOT NULL,
	"test_cutoff" bigint NOT NULL,
	"outcome_window_days" integer NOT NULL,
	"horizon_days" integer NOT NULL,
	"actor" text NOT NULL,
	"reason" text NOT NULL,
	"back_to" integer,
	CONSTRAINT "heads_decisions_tenant_number_pk" PRIMARY KEY("tenant","number"),
	CONSTRAINT "heads_decisions_action" CHECK ("heads_decisions"."action" in ('promote', 'roll back'))
);
