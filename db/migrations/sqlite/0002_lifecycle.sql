CREATE TABLE `tellings` (
	`tenant` text NOT NULL,
	`key` text NOT NULL,
	`lease_until` integer NOT NULL,
	`told_at` integer,
	PRIMARY KEY(`tenant`, `key`)
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_campaign_decisions` (
	`tenant` text NOT NULL,
	`campaign_id` text NOT NULL,
	`position` integer NOT NULL,
	`action` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	`version` integer NOT NULL,
	`content_hash` text NOT NULL,
	`comment` text,
	PRIMARY KEY(`tenant`, `campaign_id`, `position`),
	CONSTRAINT "campaign_decisions_action" CHECK("__new_campaign_decisions"."action" in ('propose', 'approve', 'request changes', 'reject', 'revise', 'schedule', 'undo', 'send now', 'pause', 'resume', 'expire', 'supersede', 'stop', 'start sending', 'finish sending'))
);
--> statement-breakpoint
INSERT INTO `__new_campaign_decisions`("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") SELECT "tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment" FROM `campaign_decisions`;--> statement-breakpoint
DROP TABLE `campaign_decisions`;--> statement-breakpoint
ALTER TABLE `__new_campaign_decisions` RENAME TO `campaign_decisions`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE TABLE `__new_campaigns` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`content_hash` text NOT NULL,
	`strategy` text NOT NULL,
	`copy` text NOT NULL,
	`copy_b` text,
	`preflight` text,
	`audience_size` integer NOT NULL,
	`requested_by` text NOT NULL,
	`changed_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`schedule` text,
	`starts_at` integer,
	`send_started_at` integer,
	`finished_at` integer,
	`cards` text NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	CONSTRAINT "campaigns_state" CHECK("__new_campaigns"."state" in ('draft', 'proposed', 'half approved', 'approved', 'sending', 'paused', 'sent', 'rejected', 'expired', 'superseded', 'stopped'))
);
--> statement-breakpoint
INSERT INTO `__new_campaigns`("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "send_started_at", "finished_at", "cards") SELECT "tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "send_started_at", "finished_at", "cards" FROM `campaigns`;--> statement-breakpoint
DROP TABLE `campaigns`;--> statement-breakpoint
ALTER TABLE `__new_campaigns` RENAME TO `campaigns`;--> statement-breakpoint
CREATE INDEX `campaigns_state_created` ON `campaigns` (`tenant`,`state`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `campaigns_number` ON `campaigns` (`tenant`,`number`);