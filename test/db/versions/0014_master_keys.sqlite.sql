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
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', 'd706472e-f995-4c60-9482-0ae316896968', '396f2453-5263-44af-9a4d-c12cc6dc9f5e', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', 'd706472e-f995-4c60-9482-0ae316896968', '4481188a-1264-49cb-bfef-c67933cdaa93', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', 'd706472e-f995-4c60-9482-0ae316896968', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', 'd706472e-f995-4c60-9482-0ae316896968', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', 'd706472e-f995-4c60-9482-0ae316896968', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "sender", "send_started_at", "finished_at", "cards") values ('T1', 'd706472e-f995-4c60-9482-0ae316896968', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', '4481188a-1264-49cb-bfef-c67933cdaa93', 'email', 1767571200000, 1, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '29a7e7245f98cefe336595a8', '3de69ff9-6365-429c-a870-0f6328dff966', x'6de4651615049d15bb924f9f692303f5d06a936e4e0d2bbc78caa0082e8b3a07b9566c20c76f09b6b1e88de182cbfbc17a949081013f56487072a2e2');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '3c472162e47ac59edd1c7861', 'b4b77874-a9a1-4187-a520-fe99f4a6db47', x'9ac80837cd5ce327c09170ea2c0bbfcfcf36e8cdbff28c79e71d99dac65e225b0b1d9a5436b9cc7100c3004d68bc673245c39b8ce903b9c82c7f8fc8');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '563544ccf7ba82e27d9a2a57', '4481188a-1264-49cb-bfef-c67933cdaa93', x'37f9407fb9b7d019dd5737fc2431165df06411c91e5e17e4e46b5ac0955b6034ab00c46598f30f6cd4aea1daf8a19dcbc853bde5747b5cebd0264e33');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'b448e70ce278316124c51fda', '4481188a-1264-49cb-bfef-c67933cdaa93', x'620d0ce58fffd259da4bdad8cf966b5d0f135960c7d67909ce23c4c1910142b7be93c6eb4e4118f812b609219cd723c435a4ab32d1553e4ed6e41f11');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'edc57ac14a7203b7aecea7d5', '396f2453-5263-44af-9a4d-c12cc6dc9f5e', x'9c56f40087de59bbe5cc3a5a8f3b2dcc9a41191ab08b758bcfe97870b6b24ec5d9fae86b243da50ab6f995c49a1eadf612fd92d688565535b870d8ef');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '396f2453-5263-44af-9a4d-c12cc6dc9f5e', 'edc57ac14a7203b7aecea7d5', x'3aa563fb49e69e6b0256db2e5fa818c465aa31d11c828363c228c95013cbdc427265e6a0660f72992f5b5d58c21ebb014f74ba42fa2a66044a394ce7', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '3de69ff9-6365-429c-a870-0f6328dff966', '29a7e7245f98cefe336595a8', x'4c64ed0fe97dec20da3678eeab45a8bcb7483599a8c9b36496ef428d2462d906b0b984ae4e77d8a6aaab163c2d0ced7c74e0f49a5d3b42be23c5412b', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '4481188a-1264-49cb-bfef-c67933cdaa93', 'b448e70ce278316124c51fda', x'20b531adb2c618f4b71044341ab41b4e5b7e32a80c1411c2e38dd51cf296a05691004bf85fb5636ee37d32078a7f7b2959e8d04647fc4b99128231419dbaa4df6e137e58e4511e8dbaaed6301ed001bd93e8f64f72e8cd94681361bc93907eae85fe9647a98d453b6dc8dbf4a08131c425b7e8bde6107f5556cf1c97a3e0338b2a6758c09cd7167e799f9c5b1017c8819d78fc727c524230b4a0a391b085f4ba3434402bccbc83d807cc326ed12602157daf50ee9d4efbfccf4ea8a8352f34ae8a65cc709e655c191ba5b61186213e81204856662bb3f18a63af0e398f1115f9af200f1d7c7334b8957b156f4b933099175f148f979fbcb9295031a1ef775884a14a390d8d873222f38d33e69d28fa65f44da5e52e88ef3db355fab0415660c6700f1af8d378a246895a3024ae23e8605399beda97861110a9188659827dc95b1bf7a079905fe2a1e0048d431db9bac891e3', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 1, 0, 1, 1767571200000, 1767571200001, 4);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'b4b77874-a9a1-4187-a520-fe99f4a6db47', '3c472162e47ac59edd1c7861', x'0b52643487e258fe9f12c33fc37a5434dff4279fad5cf63d40d6bdda399c329d5f83ee0eefd8f53365628783674a03e44428d7922f3813ccfd599c1f', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '396f2453-5263-44af-9a4d-c12cc6dc9f5e', 'd706472e-f995-4c60-9482-0ae316896968', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', '832fca17-5833-4dbd-83de-f56cd187e724', 1767571200000, 'userId', 'is missing', x'3cd834f443b4c8755a7c2d6a2b8ddb1aa04f24879b774e1de6f7ed0a56f194d5bab95e56cd8aa2b4b88eb7514dabe435ff0ccb5b26921109e72a8324c4902001e811b30e6636de4695a523dcb9b650cc1e8677e5abb6402894613efc3916b2ee000dfc3f2d1bec87a9894e2181ed84afd9f8a7e3d777184a715ab698f265bbd4cb5dc3ceff4e083ac65701519126d2d225fed38c2b56e529124f775170');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', '4481188a-1264-49cb-bfef-c67933cdaa93', null, 'identify', 'identify', 1767571200000, 1767571200000, 0, null, null, null, null, 'b448e70ce278316124c51fda', x'f07d4f1af7c093fde509022ebd1f8b17727b9e10cab1bd545584a524552700dbbf6feb35568975adb33a1b2ed6', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '48d7c508cc0ca58aebce521a3588fca0', '4481188a-1264-49cb-bfef-c67933cdaa93', null, 'identify', 'identify', 1767571200001, 1767571200001, 0, null, null, null, null, 'b448e70ce278316124c51fda', x'c5a1f8328ef75e70822d27bffe375937729056fddc2aa0cbeceaf533a7caa57abdd2fb0fff02c05709222747', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', '4481188a-1264-49cb-bfef-c67933cdaa93', null, 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-ann', 9007199254740991, 'EUR', 4.5, 'b448e70ce278316124c51fda', x'4563c13172661cbb39cf28ecd944bdc61f331431564963ff07789e98af6fcba72cb4c46023771febcac193ae657a7bd42b', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '7edb360f06acaef2cc80dba16cf563f1', '4481188a-1264-49cb-bfef-c67933cdaa93', 1767571200001, 'track', 'Product Viewed', 1767571200000, 1767571200000, 0, null, null, null, null, '563544ccf7ba82e27d9a2a57', x'666f9c09ecf3962be1afc66d2c6bf73ad5e6fb4e080144f4d5a3479bd963d4146930976e2e498c13fd', null);
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', '396f2453-5263-44af-9a4d-c12cc6dc9f5e', null, 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-0', 9007199254740991, 'EUR', 4.5, 'edc57ac14a7203b7aecea7d5', x'29712dec93c7b839be711044b7df5189c9e23e66a8410b616af4ab1d7a65679cbb30f22d65190edfc2b71b277d4179cdc17d985d4f', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', 'b4b77874-a9a1-4187-a520-fe99f4a6db47', null, 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-2', 9007199254740991, 'EUR', 4.5, '3c472162e47ac59edd1c7861', x'afd61fb4d0cdc0ae1cb786527a503abf7816d08a76344041bc3a4cbe377c18cd98ddaa30333c0b548d59eab15daf9223353b964480', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "joined_at", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '3de69ff9-6365-429c-a870-0f6328dff966', null, 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-1', 9007199254740991, 'EUR', 4.5, '29a7e7245f98cefe336595a8', x'884d2268ff9676b7cb497fdb2945bba46ac5b99b95ec4b3056aa914047aab4bd5bad787c8b5f11c9baf89a0fa86dba24c004842978', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "heads_decisions" ("tenant", "number", "at", "action", "serves", "test_cutoff", "outcome_window_days", "horizon_days", "actor", "reason", "back_to") values ('T1', 1, 1767571200000, 'promote', '{"leaves":{"kind":"logistic-regression","runId":"heads-1"},"value":null}', 1767571199999, 14, 42, 'flywheel', 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', 'b4b77874-a9a1-4187-a520-fe99f4a6db47');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '396f2453-5263-44af-9a4d-c12cc6dc9f5e');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:_fPwYJjs-HI6IJ8xOj9-HJvpNk2xc_ph2D8WJ1F39_o', '4481188a-1264-49cb-bfef-c67933cdaa93');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', '4481188a-1264-49cb-bfef-c67933cdaa93');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', '4481188a-1264-49cb-bfef-c67933cdaa93');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '3de69ff9-6365-429c-a870-0f6328dff966');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', 'contact:001d4fdb-283f-4db1-9860-a7b4343182d0', '4481188a-1264-49cb-bfef-c67933cdaa93');
insert into "installation_choices" ("tenant", "version", "changed_by", "changed_at", "channel", "approvers") values ('T1', 1, 'U1', 1767571200000, 'U1', '["U1"]');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, x'fcdb36844611b5e5eb3cfc732dd5a2d57e32564ab305a01c42a9ba01d6ba6cf20c28553e0e9a44a6df2b4b929315b629be389e2a5c138c460bddded59d663c87008f84c16080d22e8b277373e6a09d2a85f615cf273053c938c071c250eaeb0e85d51ccef3ea61b1', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '2644a67b-d5f1-49b0-a98a-fba5b2cb89a2', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', '3593e746-ad78-47f8-b085-69f7e38290e4');
insert into "master_keys" ("tenant", "version", "fingerprint", "since") values ('T1', 1, 'of MASTER', 1767571200000);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '42860d28-f689-4d53-b6c5-c7d2e75c303b', 'd706472e-f995-4c60-9482-0ae316896968', '4481188a-1264-49cb-bfef-c67933cdaa93', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'A', null, null, null, null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '44caf2f3-d910-4bbb-9ec7-baf453d16a4f', 'd706472e-f995-4c60-9482-0ae316896968', '396f2453-5263-44af-9a4d-c12cc6dc9f5e', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'B', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "model_decisions" ("tenant", "number", "at", "action", "run_id", "former_run_id", "actor", "reason") values ('T1', 1, 1767571200000, 'promote', 'run-1', null, 'flywheel', 'the first');
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":100,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":1000,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '44caf2f3-d910-4bbb-9ec7-baf453d16a4f', 'clicked', '0', 'd706472e-f995-4c60-9482-0ae316896968', '396f2453-5263-44af-9a4d-c12cc6dc9f5e', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-a269dd390d78', 'C1', 'waiting', x'192c7f92bbfc04549b446ef596ab29fef1c2d59f15a44d010032ded5dc5a8daa5ee550b3a5724b3207a2f9214be38cf52642179840ae4991bdc99a601e9b56de0ded67415fefb0b32314cc1c11770b4702d0b8bafad8d2948854c10ed37132bbe79b12a0', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', 0);
insert into "score_samples" ("tenant", "cutoff", "outcome_window_days", "contact_ids", "by_run") values ('T1', 1767571200000, 14, '["4481188a-1264-49cb-bfef-c67933cdaa93","396f2453-5263-44af-9a4d-c12cc6dc9f5e"]', '[{"isChampion":true,"kind":"logistic-regression","probabilities":[0.30000000000000004,1e-7],"runId":"run-1"}]');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', '396f2453-5263-44af-9a4d-c12cc6dc9f5e', '3593e746-ad78-47f8-b085-69f7e38290e4', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', 0);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features", "heads", "left_alone") values ('T1', '4481188a-1264-49cb-bfef-c67933cdaa93', '3593e746-ad78-47f8-b085-69f7e38290e4', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}', '{"leaves":0.30000000000000004,"nextOrder":{"medianDays":30,"quarterDays":4.5,"threeQuartersDays":null},"valueCents":1234.5}', 1);
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "shop_settings" ("tenant", "version", "changed_by", "changed_at", "choice") values ('T1', 1, 'U1', 1767571200000, '{"mailFrom":null,"outcomeWindowDays":null,"postalAddress":null,"shopName":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","timeZone":null,"undoMinutes":5}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
