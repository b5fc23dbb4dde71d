CREATE TABLE `installations` (
	`tenant` text PRIMARY KEY NOT NULL,
	`team_name` text NOT NULL,
	`app_id` text NOT NULL,
	`bot_user_id` text NOT NULL,
	`installer_id` text NOT NULL,
	`state` text NOT NULL,
	`channel` text NOT NULL,
	`approvers` text NOT NULL,
	`installed_at` integer NOT NULL,
	`ended_at` integer,
	`tokens` blob,
	`revision` integer NOT NULL,
	`refresh_owner` text,
	`refresh_until` integer,
	CONSTRAINT "installations_state" CHECK("installations"."state" in ('installed', 'ended'))
);
