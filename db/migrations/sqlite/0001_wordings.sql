ALTER TABLE `assignments` ADD `wording` text;--> statement-breakpoint
ALTER TABLE `campaigns` ADD `copy_b` text;--> statement-breakpoint
ALTER TABLE `campaigns` ADD `preflight` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `wording` text DEFAULT 'A' NOT NULL;