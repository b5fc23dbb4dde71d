CREATE TABLE `master_keys` (
	`tenant` text NOT NULL,
	`version` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`tenant`, `version`)
);
