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

create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric);
insert into __drizzle_migrations (hash, created_at) values ('7f3388b3be3fdb7ad5f3230250e71ee671fc1fa70782c205f78cc4c67f46347a', 1795559738371);
insert into __drizzle_migrations (hash, created_at) values ('78bbfba564f2f4ed10a2aa440a2b036fb68c47cc814eca993ba334391f1d779f', 1795573401157);
insert into __drizzle_migrations (hash, created_at) values ('918766f0a7aa1fc1cf7727089e849824ad73aada5e03e389bfbe6e098045b2e2', 1795574412233);
insert into __drizzle_migrations (hash, created_at) values ('c67bc5ab921ec7f0a80d82e9024e6da5006c3584f3c27994b515984ffa76080b', 1795577057467);
insert into __drizzle_migrations (hash, created_at) values ('f76239e1cbe1b5f33251954a99a42f6c200a2722cda0e022c4c2a83a11676c22', 1795856960082);
insert into __drizzle_migrations (hash, created_at) values ('1d850a35f2042b40c9d3374d5928ab2ad98eb9c502950703bb56ba8b65901b56', 1795858387667);
insert into __drizzle_migrations (hash, created_at) values ('8018d22ea05ce17f4d1a6076e22357da99eca0d651206db25e47cc343e463dff', 1795869105937);
insert into __drizzle_migrations (hash, created_at) values ('868a045234a5ed903bb560ac82e499469c00df88b8b675ddaab844467602b792', 1795872602842);
insert into __drizzle_migrations (hash, created_at) values ('8997b10c3898c6e40ec7db6b5fbb1cc8f9866703d4a89123f6da8bd19b1c09c8', 1795883758152);
insert into __drizzle_migrations (hash, created_at) values ('95a7412acc1da713653a914eec4419c3197f86f64bac1303ae129fa5ce5f5c7e', 1795896602957);
insert into __drizzle_migrations (hash, created_at) values ('f86715aa032d6ca2e1d537854862acfa9493f82d6b32c9ba3fba6e1a91e77232', 1795897603047);
insert into __drizzle_migrations (hash, created_at) values ('098cd7c618957940954be50c44631abba2f6872fa0b339c9dbc2082ad3e1bbaa', 1795908208993);
insert into __drizzle_migrations (hash, created_at) values ('fdb61cb2c70ce02c02d5324bc96ef3026c5f8dd1efdda0a10fd1b8ed418a433f', 1795911854821);
insert into __drizzle_migrations (hash, created_at) values ('880cf49b5db4f8cea15d66453a22814901e36951a4c1593f70c67a8ba8b93126', 1795935651351);
insert into __drizzle_migrations (hash, created_at) values ('499366b5a052cc93cb378324e94ab7db5eae2c4419862088590b4006e0d2b9bd', 1795937468399);
insert into __drizzle_migrations (hash, created_at) values ('b621db4541f8a44853b93976a16a6cc242e9991b78f6ddb24c62f0fccd354414', 1795949695636);
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '67671f1c-c70b-45de-b799-4df48db828b2', '3e6272bf-995d-4f04-8dcd-069512b609fb', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '67671f1c-c70b-45de-b799-4df48db828b2', 'ec712258-0ffe-4b85-af3e-c5cf4a815450', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '67671f1c-c70b-45de-b799-4df48db828b2', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '67671f1c-c70b-45de-b799-4df48db828b2', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '67671f1c-c70b-45de-b799-4df48db828b2', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "sender", "send_started_at", "finished_at", "cards") values ('T1', '67671f1c-c70b-45de-b799-4df48db828b2', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', '3e6272bf-995d-4f04-8dcd-069512b609fb', 'email', 1767571200000, 1, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '0c6b8f7d3e690e625abe5264', 'ec712258-0ffe-4b85-af3e-c5cf4a815450', x'3bbad7bc1873b299aa682901ae8bb4b4e0aab680ada67d10c5ae2a4c27cc127888dff35e743321e96fe171d35da87b970305de8631c64258a41dec2a');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '59329eb3a6abde071cc21ef2', '3e6272bf-995d-4f04-8dcd-069512b609fb', x'6b91d7322a75512a1c4a82d5df482a066aa6019a48535da94bdb0fc8ef4e6bd22bdbcd32e99c4ab14c8a766ac9f49f4f03c76ddfe0cee2ad97a71944');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '82ae9a548af9c8328c561ca0', '3e6272bf-995d-4f04-8dcd-069512b609fb', x'1ee71454ef7a17bfecfeefa627ff785ad8755db77c0fab38ff7b9a65a9fb376eaf118efbd39dba807acbb313688ac964ac5807e3fe67401e165dd1e0');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'bc41a7fdfa9f7f9be317d5bc', '35118d3a-8688-4360-a617-120771cdc848', x'85781439fda18e20fc949230a558245150978e8fd0b6c1eb0b26e49e4246f5043a0007cde73fa3660cf72f6a5ff4d980ee14ff7b8f602b7911b382d5');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'd13927b5c5e01f8d6879df06', 'db7adbc2-8be6-42b5-809b-cee882502a85', x'52a55ac989202e6c865679c8990c1c9965123ee1821f0081e891f9fee393de0c387fe272b68fbabf77b0a2090f263a17ca7381cbdf95ae26e17c9d6c');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '35118d3a-8688-4360-a617-120771cdc848', 'bc41a7fdfa9f7f9be317d5bc', x'1c64c5356f6fce15ffcb79ab52eb2a9448a615b92ce1773836e74292fc4715bd15e55e967212b84521c32d0479bfabac8d0f806837766c9d0b695f09', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '3e6272bf-995d-4f04-8dcd-069512b609fb', '82ae9a548af9c8328c561ca0', x'275bee6fdd4f6a54cd8cdc6afc62d7478f21d92d70e2d5d37936d3e5bb11d3ded3fec563516a4af1d9f8c81df0abfca6fc98508d7ae7b97141610d99d12227348745fc92f939bd6e3d20a7ab4d3567c12939d87b7dc7d05a205e4b569ef1b6e6fb543f64ca8b16c7831fda5b07a07a856d5d0931f682be78e87072845ba8d6464b39fd30f07efbd1fb1291e817aa4f59886a44f34a5e73442da57dca6d674613fff96b91a96a88d0ae9f30f8df77c24e9aff8f64059eebc5160e5ce4d1c8dcddd0f26ed7eb3b72bdf9e4ce8159da4f5e088c648c862c433b73d1977d0d102463a14ffc3ea1b622626a138f74b425e7daeba8e625e7aa13f9a3a9595364c608bf8bcbfe184fff2dd2bdfa2ffc0caafb76f2c1dfe9dc1351be39fff53ff9187b86c77bdfb5e07f507b9106fe87f0ad6704a9b2c6f43ed23b9c191cd489142814323622f869ca0dcbae90a74a8d3962f6f65574', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 1, 0, 1, 1767571200000, 1767571200001, 4);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'db7adbc2-8be6-42b5-809b-cee882502a85', 'd13927b5c5e01f8d6879df06', x'a44fa0519a2869e931abe66a08c92a94edcd69d06db0e253d699e0c0a4ebc31022b7ccdfb9ad4e0f6412ed80752959d67d0977f3b9939bcd2907740e', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'ec712258-0ffe-4b85-af3e-c5cf4a815450', '0c6b8f7d3e690e625abe5264', x'29fb573b8d95f3a52cdeca275ee7ec0ece4262b8a0f47da78c6d6a7684e3edb3ac1eb856890ea31b0f3c7a8e5c4b8001af80e4e0acdaad446ac49ce2', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '3e6272bf-995d-4f04-8dcd-069512b609fb', '67671f1c-c70b-45de-b799-4df48db828b2', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', '8cbca17d-0ed7-4546-952a-7732a9bfad8e', 1767571200000, 'userId', 'is missing', x'beb09cd6b78fd00d6612754bcd84e1fc9e82f54eb3484f4d0bfb8fef64cf8a006a29134b6d22ae33eb260695e572c5e7082d60c1a31f6c4f2028bf1f278b965e02fafcac00504d3fdf96145530507f01db67c65b841c6c4e08457b2d23e116ace4c172f422865518e7eeda525beda41b7ec7c5ae74ebd0ca4a6c940b179a533ad81cb7c22dce7e835433fcea802cc5ca601198ec5ca770a67ffdd2aa3a');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', '3e6272bf-995d-4f04-8dcd-069512b609fb', null, 'identify', 'identify', 1767571200000, 1767571200000, 0, null, null, null, null, '82ae9a548af9c8328c561ca0', x'8040f027d5241c963c45bf24d67602f76eaf081341198b42dc023f6bdd29056d2fa1efbda2e532cc2dd0c64525', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '48d7c508cc0ca58aebce521a3588fca0', '3e6272bf-995d-4f04-8dcd-069512b609fb', null, 'identify', 'identify', 1767571200001, 1767571200001, 0, null, null, null, null, '82ae9a548af9c8328c561ca0', x'cc9781fc590a962bffb8f2c255cf61d83623a5d9a45bd64e822d58d117d666586f0a4383e5bf9fe9910e671a', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', '3e6272bf-995d-4f04-8dcd-069512b609fb', null, 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-ann', 9007199254740991, 'EUR', 4.5, '82ae9a548af9c8328c561ca0', x'2dd96fb1b13ebb5ff6f58f391332ecc1b1bdc15a437064e67b7e921c997bb35e54703e8fd955218bb54d9f73d10df9fd42', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '7edb360f06acaef2cc80dba16cf563f1', '3e6272bf-995d-4f04-8dcd-069512b609fb', 1767571200001, 'track', 'Product Viewed', 1767571200000, 1767571200000, 0, null, null, null, null, '59329eb3a6abde071cc21ef2', x'b025e08ec3825a4c7a9218b83b4ee2166287ce22e6e85d65a9571403bd103d9f6cc605d0caf619a827', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', 'ec712258-0ffe-4b85-af3e-c5cf4a815450', null, 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-0', 9007199254740991, 'EUR', 4.5, '0c6b8f7d3e690e625abe5264', x'5541e3cc947e91e353b8be431062f7fe5cf20aeefcaf1737821115c36280e18288b7a487dabb122c3d9f2231fcb05fc420468c9b0e', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', 'db7adbc2-8be6-42b5-809b-cee882502a85', null, 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-2', 9007199254740991, 'EUR', 4.5, 'd13927b5c5e01f8d6879df06', x'c81a89d7d90e52923eb5e40ed888eed5e76d9fc28c453d20a7162efb1b776a38115f49b919a05e47e285f4477dec58ebc776eddf69', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '35118d3a-8688-4360-a617-120771cdc848', null, 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-1', 9007199254740991, 'EUR', 4.5, 'bc41a7fdfa9f7f9be317d5bc', x'51c427087090dc68cc917beb3753e00bedf0902d8f15ecba385072a0be6a2837b77252bc8a8040f1035d5a9c66b70338418ec4e37b', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "heads_decisions" ("tenant", "number", "at", "action", "serves", "test_cutoff", "outcome_window_days", "horizon_days", "actor", "reason", "back_to") values ('T1', 1, 1767571200000, 'promote', '{"leaves":{"kind":"logistic-regression","runId":"heads-1"},"value":null}', 1767571199999, 14, 42, 'flywheel', 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', 'db7adbc2-8be6-42b5-809b-cee882502a85');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', 'ec712258-0ffe-4b85-af3e-c5cf4a815450');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:_fPwYJjs-HI6IJ8xOj9-HJvpNk2xc_ph2D8WJ1F39_o', '3e6272bf-995d-4f04-8dcd-069512b609fb');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', '3e6272bf-995d-4f04-8dcd-069512b609fb');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', '3e6272bf-995d-4f04-8dcd-069512b609fb');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '35118d3a-8688-4360-a617-120771cdc848');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', 'contact:34482075-4e3b-4666-9c33-dfc8798f573f', '3e6272bf-995d-4f04-8dcd-069512b609fb');
insert into "installation_choices" ("tenant", "version", "changed_by", "changed_at", "channel", "approvers") values ('T1', 1, 'U1', 1767571200000, 'U1', '["U1"]');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Tea & <Shop> 茶', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, x'c6c210a8941d1c6619255524cfd6674cdf5b6561745269c6a9aca74f62c89cff1cf6985f4ede89e681acbd697ae89a238afec5cc63b8e4feb0d4adb9ff71bf165d8621023f0e65c20f336fb0544e4dc7ebc8b925946cb4c0733d2c8448bc60ed8c35a9f0ba7cb9a9', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '2971211a-b137-4063-96ac-a264e84fa113', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', '76598880-2ebe-460f-ae13-f3ba6a6f9f19');
insert into "master_keys" ("tenant", "version", "fingerprint", "since") values ('T1', 1, 'of MASTER', 1767571200000);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '426765fa-f52d-41e0-bec8-24be788a22e7', '67671f1c-c70b-45de-b799-4df48db828b2', '3e6272bf-995d-4f04-8dcd-069512b609fb', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'A', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'fae9207a-e86c-4bd9-8a01-dcd89309a659', '67671f1c-c70b-45de-b799-4df48db828b2', 'ec712258-0ffe-4b85-af3e-c5cf4a815450', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'B', null, null, null, null);
insert into "model_decisions" ("tenant", "number", "at", "action", "run_id", "former_run_id", "actor", "reason") values ('T1', 1, 1767571200000, 'promote', 'run-1', null, 'flywheel', 'the first');
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":100,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":1000,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '426765fa-f52d-41e0-bec8-24be788a22e7', 'clicked', '0', '67671f1c-c70b-45de-b799-4df48db828b2', '3e6272bf-995d-4f04-8dcd-069512b609fb', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-3b557db32575', 'C1', 'waiting', x'113a623774c659d7fe8cb975f2d5b56c79fb202b5dfcf03e4ba6b0a02b615d095d120357d5e6111e34d41d1b8fb50dd37765e602161ff93d2fcfbdfb82508913d8725980f3338beb90c2d3956db88ae337e26454faf24ee950a921ba8ac5c7ecec5fcf06', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', 0);
insert into "recommender_decisions" ("tenant", "number", "at", "action", "serves", "actor", "reason", "back_to") values ('T1', 1, 1767571200000, 'promote', '{"comparisons":{"championId":"blend-1","count":0,"testCutoff":1767571200000},"lineage":{"contacts":1234,"cutoff":1767571200000,"factsHash":"0a","kinds":{"markov-chain":{"steps":10},"popularity":{}},"leftOut":[],"products":63,"program":"0.1.0+12345678","steps":20000,"trainedAt":1767571200000},"metrics":null,"runId":"blend-1","since":{"at":1767571200000,"runId":"blend-1"},"weights":{"markov-chain":1,"popularity":0.25}}', 'flywheel', 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "score_samples" ("tenant", "cutoff", "outcome_window_days", "contact_ids", "by_run") values ('T1', 1767571200000, 14, '["3e6272bf-995d-4f04-8dcd-069512b609fb","ec712258-0ffe-4b85-af3e-c5cf4a815450"]', '[{"isChampion":true,"kind":"logistic-regression","probabilities":[0.30000000000000004,1e-7],"runId":"run-1"}]');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', '3e6272bf-995d-4f04-8dcd-069512b609fb', '76598880-2ebe-460f-ae13-f3ba6a6f9f19', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', 1);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', 'ec712258-0ffe-4b85-af3e-c5cf4a815450', '76598880-2ebe-460f-ae13-f3ba6a6f9f19', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', 0);
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "shop_settings" ("tenant", "version", "changed_by", "changed_at", "choice") values ('T1', 1, 'U1', 1767571200000, '{"mailFrom":null,"outcomeWindowDays":null,"postalAddress":null,"shopName":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","timeZone":null,"undoMinutes":5}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
