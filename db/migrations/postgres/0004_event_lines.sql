ALTER TABLE "events" ADD COLUMN "lines" jsonb;--> statement-breakpoint
UPDATE "events" SET "lines" = "l"."lines" FROM (SELECT "tenant", "event_id", jsonb_agg(jsonb_build_object('productId', "product_id", 'quantity', "quantity", 'priceCents', "price_cents") ORDER BY "position") AS "lines" FROM "event_lines" GROUP BY "tenant", "event_id") AS "l" WHERE "events"."tenant" = "l"."tenant" AND "events"."id" = "l"."event_id";--> statement-breakpoint
DROP TABLE "event_lines" CASCADE;
