CREATE TABLE `shop_settings` (
	`tenant` text NOT NULL,
	`version` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`choice` text NOT NULL,
	PRIMARY KEY(`tenant`, `version`)
);
