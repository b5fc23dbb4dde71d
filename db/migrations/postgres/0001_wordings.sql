ALTER TABLE "assignments" ADD COLUMN "wording" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "copy_b" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "preflight" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "wording" text DEFAULT 'A' NOT NULL;