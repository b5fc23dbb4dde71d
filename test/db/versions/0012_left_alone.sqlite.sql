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
	`payload` blob NOT NULL, `lines` text,
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
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', 'fda79a73-a237-4a1f-84ba-798f87fce126', '62b4bc46-d20d-4412-b6ad-efe8580acbd2', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', 'fda79a73-a237-4a1f-84ba-798f87fce126', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', 'fda79a73-a237-4a1f-84ba-798f87fce126', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', 'fda79a73-a237-4a1f-84ba-798f87fce126', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', 'fda79a73-a237-4a1f-84ba-798f87fce126', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "sender", "send_started_at", "finished_at", "cards") values ('T1', 'fda79a73-a237-4a1f-84ba-798f87fce126', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0', 'email', 1767571200000, 1, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '244f4e3b4d0103dc5a126258', 'd47c7c14-5ebd-4dd2-abef-9d7b75dcb8f4', x'b4bc2d0430bf0fc33e81a0f71d210bb2314948324d51def58917c28006fcb1e15c8a6e15d8ad8f1fe62d9d5b6ba3431c044537f4e574438f1b9d28b6');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '81582019ba936495f835640a', '62b4bc46-d20d-4412-b6ad-efe8580acbd2', x'db0b5602e008b305bd31af731dfec991a80b678d630df1055a8c3e9028fa235501ec4ed132db06852f4ce5c1a872d947104c18c71f985f091460f885');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '991ca21d43cf5ed49154f46f', '34c3a5da-f9fa-452e-9a99-a2264746e9bb', x'9cd90371d294075080730e7343e656c07dd0dbfd24859598b150629232ce5d475fc88f025c6021d5892a063c4ecbeffa863017bbce74955e1411c1b6');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'af96d499ef819b69963a2337', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0', x'f5aa9f52e46e3f77286be88b7a710d43dc54172321d2c4141d94e9f0d2b06befe278859e6c5fd1b84769c8d17f6903cffe2fdd572adb9adea5b676ba');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '34c3a5da-f9fa-452e-9a99-a2264746e9bb', '991ca21d43cf5ed49154f46f', x'fb60da09d3eb08c4c21523ac8da7e3d690643386a262b0cfac200a414801dae5e11afb9628cd46677ff4037b5128f7ddf1a4b7c102c024bc0e0ca5f6', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '62b4bc46-d20d-4412-b6ad-efe8580acbd2', '81582019ba936495f835640a', x'1fbaebbf59412c3e3403a17c7676b8936bbcda6256aafab28887f451aff8997692f7ef4e5cf5037910d64d6493513b05b8e67bdb39fead2977a023c0', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0', 'af96d499ef819b69963a2337', x'82652c759be05250d325b533ee706aa6b83cb6dca1976a5f5b66f3b5e83991f53dca12abccbc04a8d39d739032248e782ac40da35eb57b6e4bf2ac6d0da312f5f8cca19d9cf6250f69bdfe143173a1995722cf65080fd39dc923924de113ec7fd6d32ccc39fac2cdab8f4740475ae2331940eae109c6a2248d3b5e28185ee4b83c7b29afcdf54ad03b6fbc282240dd1ffe5443bbbd2cceced08b9cc02f1eac3798bed41166eead2a121378754355975188991ba16776319fb72d9a1e6f2743adbe4f5a4a4e2bd0f26f259946aea947cc0c20cbe4f074deacde3eb644d7ed5a0810189e5303f0b789787f25d1872cd10bc8458b6609e6675630420aa85f3b35b424dec1ed942bdd9a50257ff15db5043f333ed59f3148a00c52b503889e70185e0b2c3547e7b19e9a1f4ddba25e859ea3a7112ca480d92a2f0812610e75a4c79f02b89ec26964a3e0a12523c31c0c50f79238', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 1, 0, 1, 1767571200000, 1767571200000, 2);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'd47c7c14-5ebd-4dd2-abef-9d7b75dcb8f4', '244f4e3b4d0103dc5a126258', x'76bc66b9909a55c0445db18591775c138bc7ef83aeb58a2d3b95015fe7f3f322e3e595a09a8757f570320b314ebb450218e370718c76c81bdacee6a9', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '62b4bc46-d20d-4412-b6ad-efe8580acbd2', 'fda79a73-a237-4a1f-84ba-798f87fce126', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', 'cd209994-d73d-499c-9038-1bd2ef74e8a3', 1767571200000, 'userId', 'is missing', x'683f5fd2849bcda5060a87fe8b08ded3bd97b3226e16d48a9fe1169f6e0d4cdbd918d3563b788ca36e1b583b149d0639f2e382feb53d5420d4518385d99ffdfe371e8d1cb879cef6637a2d9af80c218171a4161b28e5b0f60d06a693e3becff3c1ce9de0d6568d20c9f61f15330836414beb94e9b587228f06bff4c877b6a1b177a224868327ada9ad362b7053516f7281523e35ef1da5e6dfe508025d');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0', 'identify', 'identify', 1767571200000, 1767571200000, 0, null, null, null, null, 'af96d499ef819b69963a2337', x'd252e90a5f914e23efedacc38dfb645660afc47d9c812b1ae0bd89d333363a124860e3e603425959ab44d8c684', null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-ann', 9007199254740991, 'EUR', 4.5, 'af96d499ef819b69963a2337', x'4ab2d0d35b5ea68b8a2de785754f316b587ee5fa5ed54db61a08bcccacc1a8f9c2d344586e8c72815e5c15072592d4252c', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', '62b4bc46-d20d-4412-b6ad-efe8580acbd2', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-0', 9007199254740991, 'EUR', 4.5, '81582019ba936495f835640a', x'7a6dafc27639194736f3d49d4b741917d169238ef38174704bd0a7ec75d071858235dfa91dc26f52bb8cfc8f538b93ed8e481378d2', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', '34c3a5da-f9fa-452e-9a99-a2264746e9bb', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-2', 9007199254740991, 'EUR', 4.5, '991ca21d43cf5ed49154f46f', x'ad2ba82bb212152fbd8752023bf794912c1f40b301b696dd5e29536a27f44df91f03fe40cd98551a49ac15cfbf45ff0825678a7887', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 'd47c7c14-5ebd-4dd2-abef-9d7b75dcb8f4', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-1', 9007199254740991, 'EUR', 4.5, '244f4e3b4d0103dc5a126258', x'8450c9c3791f259a59235a07deabb587d85ae65aecd6945863ccd77682a9bd5b1ad3cbd3b84ad9fb292b92fe03901a19f9ce405a5b', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "heads_decisions" ("tenant", "number", "at", "action", "serves", "test_cutoff", "outcome_window_days", "horizon_days", "actor", "reason", "back_to") values ('T1', 1, 1767571200000, 'promote', '{"leaves":{"kind":"logistic-regression","runId":"heads-1"},"value":null}', 1767571199999, 14, 42, 'flywheel', 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', '34c3a5da-f9fa-452e-9a99-a2264746e9bb');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '62b4bc46-d20d-4412-b6ad-efe8580acbd2');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', 'd47c7c14-5ebd-4dd2-abef-9d7b75dcb8f4');
insert into "installation_choices" ("tenant", "version", "changed_by", "changed_at", "channel", "approvers") values ('T1', 1, 'U1', 1767571200000, 'U1', '["U1"]');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, x'cb92805f3833bff8fd316b821f86d3c03b5106aa5a1d016d667835ad83adef06ae61894ee14b0e595b3e7ebe56b7ccadbd18eac3f0285fb733103e58b7c8e5f3e05e57e716b841f516885c3d369eb9d270a42723cee01b88c5f56bcc8103d5708f2b89f06b6c9e59', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '16359532-af6d-420f-9292-5c19c51c5412', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', '990bdd6e-5fee-4cde-b427-f97759a5708b');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'a61711d7-fccc-4593-81b8-5ad3443c52ba', 'fda79a73-a237-4a1f-84ba-798f87fce126', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'A', null, null, null, null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'fcc11b47-cde1-46a0-88b8-62b4fdf96599', 'fda79a73-a237-4a1f-84ba-798f87fce126', '62b4bc46-d20d-4412-b6ad-efe8580acbd2', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'B', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "model_decisions" ("tenant", "number", "at", "action", "run_id", "former_run_id", "actor", "reason") values ('T1', 1, 1767571200000, 'promote', 'run-1', null, 'flywheel', 'the first');
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', 'fcc11b47-cde1-46a0-88b8-62b4fdf96599', 'clicked', '0', 'fda79a73-a237-4a1f-84ba-798f87fce126', '62b4bc46-d20d-4412-b6ad-efe8580acbd2', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-106be2af2d9f', 'C1', 'waiting', x'd219dd28220359faa9b995d12cb5ef335c3c93a1381afd3bc5a9e6aa62a031ee956bd2215af48b8e7a66a28e2a78ec8bfc71e0d41d57db6a320e1ab3c71aa2b1dc2ea32949fedb2b531ee3a19efbffdb9b062e36bce6c671c0ac5731af14d1e73096ace4', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', 0);
insert into "score_samples" ("tenant", "cutoff", "outcome_window_days", "contact_ids", "by_run") values ('T1', 1767571200000, 14, '["c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0","62b4bc46-d20d-4412-b6ad-efe8580acbd2"]', '[{"isChampion":true,"kind":"logistic-regression","probabilities":[0.30000000000000004,1e-7],"runId":"run-1"}]');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', '62b4bc46-d20d-4412-b6ad-efe8580acbd2', '990bdd6e-5fee-4cde-b427-f97759a5708b', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', 0);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', 'c05a67b8-a92e-44ee-a6d8-fd67b8c5d9d0', '990bdd6e-5fee-4cde-b427-f97759a5708b', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', 1);
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "shop_settings" ("tenant", "version", "changed_by", "changed_at", "choice") values ('T1', 1, 'U1', 1767571200000, '{"mailFrom":null,"outcomeWindowDays":null,"postalAddress":null,"shopName":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","timeZone":null,"undoMinutes":5}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
