-- Lines of the audit trail are only ever added. A campaign's trail goes after the campaign itself, when all data of a workspace are deleted.
CREATE FUNCTION "refuse_rewritten_trail"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM "campaigns" WHERE "tenant" = OLD."tenant" AND "id" = OLD."campaign_id") THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'the audit trail of a campaign is only added to';
END $$;
--> statement-breakpoint
CREATE TRIGGER "campaign_decisions_kept" BEFORE UPDATE OR DELETE ON "campaign_decisions"
FOR EACH ROW EXECUTE FUNCTION "refuse_rewritten_trail"();
