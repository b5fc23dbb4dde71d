CREATE TABLE `assignments` (
	`tenant` text NOT NULL,
	`campaign_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`variant` text NOT NULL,
	`assignment_probability` real NOT NULL,
	`conversion_probability` real NOT NULL,
	`product_ids` text NOT NULL, `wording` text,
	PRIMARY KEY(`tenant`, `campaign_id`, `contact_id`),
	CONSTRAINT "assignments_variant" CHECK("assignments"."variant" in ('treated', 'holdout'))
);

CREATE TABLE "campaign_decisions" (
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
	CONSTRAINT "campaign_decisions_action" CHECK("campaign_decisions"."action" in ('propose', 'approve', 'request changes', 'reject', 'revise', 'schedule', 'undo', 'send now', 'pause', 'resume', 'expire', 'supersede', 'stop', 'start sending', 'finish sending'))
);

CREATE TRIGGER `campaign_decisions_unchanged` BEFORE UPDATE ON `campaign_decisions`
BEGIN
	SELECT RAISE(ABORT, 'the audit trail of a campaign is only added to');
END;

CREATE TRIGGER `campaign_decisions_undeleted` BEFORE DELETE ON `campaign_decisions`
WHEN EXISTS (SELECT 1 FROM `campaigns` WHERE `tenant` = OLD.`tenant` AND `id` = OLD.`campaign_id`)
BEGIN
	SELECT RAISE(ABORT, 'the audit trail of a campaign is only added to');
END;

CREATE TABLE "campaigns" (
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
	`cards` text NOT NULL, `sender` text,
	PRIMARY KEY(`tenant`, `id`),
	CONSTRAINT "campaigns_state" CHECK("campaigns"."state" in ('draft', 'proposed', 'half approved', 'approved', 'sending', 'paused', 'sent', 'rejected', 'expired', 'superseded', 'stopped'))
);

CREATE UNIQUE INDEX `campaigns_number` ON `campaigns` (`tenant`,`number`);

CREATE INDEX `campaigns_state_created` ON `campaigns` (`tenant`,`state`,`created_at`);

CREATE TABLE `consents` (
	`tenant` text NOT NULL,
	`contact_id` text NOT NULL,
	`purpose` text NOT NULL,
	`at` integer NOT NULL,
	`granted` integer NOT NULL,
	`source` text NOT NULL,
	`text_version` text NOT NULL,
	PRIMARY KEY(`tenant`, `contact_id`, `purpose`, `at`),
	CONSTRAINT "consents_purpose" CHECK("consents"."purpose" in ('email', 'tracking'))
);

CREATE TABLE `contact_keys` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`contact_id` text NOT NULL,
	`wrapped` blob NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);

CREATE INDEX `contact_keys_contact` ON `contact_keys` (`tenant`,`contact_id`);

CREATE TABLE `contacts` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`key_id` text NOT NULL,
	`profile` blob NOT NULL,
	`address_lookup` text,
	`email_consent` integer NOT NULL,
	`tracking_consent` integer NOT NULL,
	`identified` integer NOT NULL,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`event_count` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);

CREATE INDEX `contacts_address` ON `contacts` (`tenant`,`address_lookup`);

CREATE TABLE `coupons` (
	`tenant` text NOT NULL,
	`code` text NOT NULL,
	`offer_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`issued_at` integer NOT NULL,
	`redeemed_at` integer,
	`order_id` text,
	PRIMARY KEY(`tenant`, `code`)
);

CREATE UNIQUE INDEX `coupons_contact` ON `coupons` (`tenant`,`campaign_id`,`contact_id`,`offer_id`);

CREATE INDEX `coupons_offer` ON `coupons` (`tenant`,`offer_id`);

CREATE TABLE `dead_letters` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`received_at` integer NOT NULL,
	`field` text NOT NULL,
	`reason` text NOT NULL,
	`payload` blob NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);

CREATE INDEX `dead_letters_received` ON `dead_letters` (`tenant`,`received_at`);

CREATE TABLE `duplicate_counts` (
	`tenant` text NOT NULL,
	`day` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`tenant`, `day`)
);

CREATE TABLE `events` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`contact_id` text NOT NULL,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`imported` integer NOT NULL,
	`order_id` text,
	`amount_cents` integer,
	`currency` text,
	`rating` real,
	`key_id` text NOT NULL,
	`payload` blob NOT NULL, `lines` text, `joined_at` integer,
	PRIMARY KEY(`tenant`, `id`),
	CONSTRAINT "events_type" CHECK("events"."type" in ('track', 'identify', 'page', 'screen', 'alias', 'group'))
);

CREATE INDEX `events_contact` ON `events` (`tenant`,`contact_id`,`at`);

CREATE INDEX `events_name` ON `events` (`tenant`,`name`,`at`);

CREATE INDEX `events_received` ON `events` (`tenant`,`received_at`);

CREATE TABLE `heads_decisions` (
	`tenant` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`serves` text NOT NULL,
	`test_cutoff` integer NOT NULL,
	`outcome_window_days` integer NOT NULL,
	`horizon_days` integer NOT NULL,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	`back_to` integer,
	PRIMARY KEY(`tenant`, `number`),
	CONSTRAINT "heads_decisions_action" CHECK("heads_decisions"."action" in ('promote', 'roll back'))
);

CREATE TABLE `identities` (
	`tenant` text NOT NULL,
	`lookup` text NOT NULL,
	`contact_id` text NOT NULL,
	PRIMARY KEY(`tenant`, `lookup`)
);

CREATE INDEX `identities_contact` ON `identities` (`tenant`,`contact_id`);

CREATE TABLE `installation_choices` (
	`tenant` text NOT NULL,
	`version` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`channel` text NOT NULL,
	`approvers` text NOT NULL,
	PRIMARY KEY(`tenant`, `version`)
);

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

CREATE TABLE `jobs` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`fire_key` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`owner` text,
	`lease_until` integer,
	`started_at` integer,
	`finished_at` integer,
	`attempts` integer NOT NULL,
	`result` text,
	`error` text,
	PRIMARY KEY(`tenant`, `id`),
	CONSTRAINT "jobs_state" CHECK("jobs"."state" in ('waiting', 'running', 'done', 'failed'))
);

CREATE INDEX `jobs_due` ON `jobs` (`tenant`,`state`,`due_at`);

CREATE UNIQUE INDEX `jobs_fire_once` ON `jobs` (`tenant`,`fire_key`);

CREATE TABLE `live_scores` (
	`tenant` text PRIMARY KEY NOT NULL,
	`set_id` text NOT NULL
);

CREATE TABLE `master_keys` (
	`tenant` text NOT NULL,
	`version` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`tenant`, `version`)
);

CREATE TABLE `messages` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`model_run_id` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`owner` text,
	`lease_until` integer,
	`product_ids` text NOT NULL,
	`links` text,
	`sent_at` integer,
	`detail` text,
	`coupon_code` text, `wording` text DEFAULT 'A' NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	CONSTRAINT "messages_state" CHECK("messages"."state" in ('queued', 'claimed', 'sending', 'sent', 'failed', 'unknown', 'suppressed'))
);

CREATE INDEX `messages_contact` ON `messages` (`tenant`,`contact_id`,`sent_at`);

CREATE UNIQUE INDEX `messages_contact_once` ON `messages` (`tenant`,`campaign_id`,`contact_id`);

CREATE INDEX `messages_due` ON `messages` (`tenant`,`state`,`campaign_id`,`due_at`);

CREATE TABLE `model_decisions` (
	`tenant` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`run_id` text NOT NULL,
	`former_run_id` text,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`tenant`, `number`),
	CONSTRAINT "model_decisions_action" CHECK("model_decisions"."action" in ('promote', 'roll back'))
);

CREATE TABLE `model_runs` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`backend` text NOT NULL,
	`seed` integer NOT NULL,
	`train_cutoff` integer NOT NULL,
	`test_cutoff` integer NOT NULL,
	`outcome_window_days` integer NOT NULL,
	`features` text NOT NULL,
	`config` text NOT NULL,
	`metrics` text NOT NULL,
	`trained_at` integer NOT NULL,
	`seconds` real NOT NULL,
	`training_set_hash` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	CONSTRAINT "model_runs_state" CHECK("model_runs"."state" in ('challenger', 'champion', 'refused', 'retired'))
);

CREATE INDEX `model_runs_trained` ON `model_runs` (`tenant`,`trained_at`);

CREATE TABLE `offers` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`value` integer NOT NULL,
	`currency` text,
	`valid_from` integer NOT NULL,
	`valid_to` integer NOT NULL,
	`max_coupons` integer,
	PRIMARY KEY(`tenant`, `id`),
	CONSTRAINT "offers_kind" CHECK("offers"."kind" in ('percent', 'amount', 'free shipping'))
);

CREATE TABLE `outcomes` (
	`tenant` text NOT NULL,
	`message_id` text NOT NULL,
	`kind` text NOT NULL,
	`reference` text NOT NULL,
	`campaign_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`model_run_id` text,
	`at` integer NOT NULL,
	`amount_cents` integer,
	PRIMARY KEY(`tenant`, `message_id`, `kind`, `reference`),
	CONSTRAINT "outcomes_kind" CHECK("outcomes"."kind" in ('opened', 'clicked', 'converted', 'unsubscribed', 'bounced', 'complained'))
);

CREATE INDEX `outcomes_campaign` ON `outcomes` (`tenant`,`campaign_id`,`kind`);

CREATE TABLE `post_channels` (
	`tenant` text NOT NULL,
	`channel` text NOT NULL,
	`free_at` integer NOT NULL,
	`owner` text,
	PRIMARY KEY(`tenant`, `channel`)
);

CREATE TABLE `posts` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`content` blob NOT NULL,
	`once_key` text,
	`added_at` integer NOT NULL,
	`refusals` integer NOT NULL,
	`revision` integer NOT NULL,
	`error` text,
	PRIMARY KEY(`tenant`, `id`),
	CONSTRAINT "posts_state" CHECK("posts"."state" in ('waiting', 'failed'))
);

CREATE UNIQUE INDEX `posts_once` ON `posts` (`tenant`,`once_key`);

CREATE INDEX `posts_waiting` ON `posts` (`tenant`,`state`,`channel`,`id`);

CREATE TABLE `products` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`name` text,
	`price_cents` integer,
	`currency` text,
	`image_url` text,
	`link` text,
	`category` text,
	`stock` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);

CREATE TABLE `quality_reports` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	`checks` text NOT NULL,
	`held` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);

CREATE INDEX `quality_reports_at` ON `quality_reports` (`tenant`,`at`);

CREATE TABLE `recommender_decisions` (
	`tenant` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`serves` text NOT NULL,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	`back_to` integer,
	PRIMARY KEY(`tenant`, `number`),
	CONSTRAINT "recommender_decisions_action" CHECK("recommender_decisions"."action" in ('promote', 'roll back'))
);

CREATE TABLE `score_samples` (
	`tenant` text NOT NULL,
	`cutoff` integer NOT NULL,
	`outcome_window_days` integer NOT NULL,
	`contact_ids` text NOT NULL,
	`by_run` text NOT NULL,
	PRIMARY KEY(`tenant`, `cutoff`)
);

CREATE TABLE `scores` (
	`tenant` text NOT NULL,
	`contact_id` text NOT NULL,
	`set_id` text NOT NULL,
	`model_run_id` text NOT NULL,
	`cutoff` integer NOT NULL,
	`outcome_window_days` integer NOT NULL,
	`conversion_probability` real NOT NULL,
	`reasons` text NOT NULL,
	`next_products` text NOT NULL,
	`features` text NOT NULL, `heads` text, `left_alone` integer,
	PRIMARY KEY(`tenant`, `contact_id`, `set_id`)
);

CREATE INDEX `scores_probability` ON `scores` (`tenant`,`set_id`,`conversion_probability`,`contact_id`);

CREATE TABLE `seen_requests` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);

CREATE INDEX `seen_requests_until` ON `seen_requests` (`tenant`,`until`);

CREATE TABLE `shop_settings` (
	`tenant` text NOT NULL,
	`version` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`choice` text NOT NULL,
	PRIMARY KEY(`tenant`, `version`)
);

CREATE TABLE `suppressions` (
	`tenant` text NOT NULL,
	`address_lookup` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant`, `address_lookup`),
	CONSTRAINT "suppressions_reason" CHECK("suppressions"."reason" in ('unsubscribed', 'hard bounce', 'complaint', 'manual'))
);

CREATE TABLE `tellings` (
	`tenant` text NOT NULL,
	`key` text NOT NULL,
	`lease_until` integer NOT NULL,
	`told_at` integer,
	PRIMARY KEY(`tenant`, `key`)
);
