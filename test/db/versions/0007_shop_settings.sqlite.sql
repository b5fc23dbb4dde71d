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
	`cards` text NOT NULL,
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

CREATE TABLE `identities` (
	`tenant` text NOT NULL,
	`lookup` text NOT NULL,
	`contact_id` text NOT NULL,
	PRIMARY KEY(`tenant`, `lookup`)
);

CREATE INDEX `identities_contact` ON `identities` (`tenant`,`contact_id`);

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
	`features` text NOT NULL,
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
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', '54cb721e-82b6-4197-ba68-2a639d5040a9', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', 'b7dbd31e-088a-40ff-9a0d-d5254437197a', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "send_started_at", "finished_at", "cards") values ('T1', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', '54cb721e-82b6-4197-ba68-2a639d5040a9', 'email', 1767571200000, 1, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '128384fa0c36778894907f99', '54cb721e-82b6-4197-ba68-2a639d5040a9', x'8c6b7e7dbd77ba542323acfdb40eee7d6cb63bd89779b7aa27101256ade16ded111ed772345acf059563e7c4793527e2b6d7de64c03acf8e7b913291');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '6a62a8f5e09c9bd55506b772', '48992f11-9243-467f-afe7-a7291fcba5e5', x'af3d7a9c3c7d173d9c152b698889362ee32b844c14abf40788bd8f6001fde38788df2826392826d5f58332e683c8a08c2b020fb66977c8b2c732c9c3');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'bb932b8294ebd87300a6ff79', 'b7dbd31e-088a-40ff-9a0d-d5254437197a', x'4d47eeeb1b623e8501500c2aac025f0fce18c352828c4b77123ce6b0932f431418dab0a52bab635831d27f2cb9376bcb469a82159cec890759065976');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'c3a03bec25fb5cda9721a2ec', '60884a88-7eee-4dcb-b2a3-99cb997dfcdf', x'38179370021faa58ed0a2a0fcccacc8fd3ad8f317c540e3963d67c3fc1ab42ccc1a4dbde4f5abc8f74eedc08b77765544875eac5530ff9d791fb8a6a');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '48992f11-9243-467f-afe7-a7291fcba5e5', '6a62a8f5e09c9bd55506b772', x'31e6f7d44e506bf7956490ce0eb654daa1df7152c8bcf4c7720bfc82def15325fb7b9d05e667dcd8ced0bcbf83dd564d16c0fc08ae2c34ab77e2898b', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '54cb721e-82b6-4197-ba68-2a639d5040a9', '128384fa0c36778894907f99', x'c061741e2045eda3b8f7861a0fa6549e3aae2c7ed5e0ca35ca0bc44697f2f4815741570cdf76c40cc0daad213fbd1e920c94b2d47a13da260be19d540234e8dd71f46808a8ab843a143cccc886f80594106983135ff05e6801546d2a5cb1247b95a7833aaa3e011a921d8605314178d885ef9fbe1a0a44b1345c0565fa327f9f8ca573f79e21d54eefcf422483b5ff810cf3317a0aaeeb857e9e39a38491ae3c0deca6b5a46e2c73f046cc341efab3e02a364e298c9a87850e27b89290bdc65b5583cb79dc79d66a0f41f08bf0588136b1498a0ae45be19f4ba14d030cf01f9341bcd7e2bc45a869c68dfbfd891ddfbcbe5f81031b06d93b19c71fdba371557ce53866a5a9d2a5002a304a5eaa4e95b52fb552ff1e51996115387c5345118ee44536239bde4dee8ddcfa12dcd82bc9b51bcb141d7e3e48e702f570e01015ef8175c474e0fc6de5c94434d363ff38b8e7b2fb', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 1, 0, 1, 1767571200000, 1767571200000, 2);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '60884a88-7eee-4dcb-b2a3-99cb997dfcdf', 'c3a03bec25fb5cda9721a2ec', x'3922d3df7b20af6b8df1bef6822960b23378593ab12f2423b08e739104ee26678b7501d370933dfeef93dfcd1b575a33ddfb1449bffc75a4f84fecb6', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'b7dbd31e-088a-40ff-9a0d-d5254437197a', 'bb932b8294ebd87300a6ff79', x'1679e8700b6de55681297264a7ab06098447e5b98908f38efd9623bdabedaba6b067865793e1f2c151db8ed1e2b7d3779efc0b2771178e479e2de787', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '54cb721e-82b6-4197-ba68-2a639d5040a9', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', '07ff5193-52e2-4b0b-a5f3-ff3ce1ee8b5e', 1767571200000, 'userId', 'is missing', x'92f29686ff09e1489020730251fc274581f4be04fe975cc8537b9d84a8b2988012013a473c1441eacc4dc059fa68144ba34a21e09eec1aa985287fa7c631a327ffadde2c7ef20e09aaf32a8178df19071ae5f99fa1607eeb5761cc9fede2ee4d4c703eea7ecab98ae9074089e03f5f1587de8b8e2e128e0f01ea5b1c07fc2be4caeae1dccd8a7804a93021048ce923d5a0c1aa39f2ccd2c4251f46be12');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', '54cb721e-82b6-4197-ba68-2a639d5040a9', 'identify', 'identify', 1767571200000, 1767571200000, 0, null, null, null, null, '128384fa0c36778894907f99', x'2679e8b2880c6992da25ad8766fde0245dbfc5bb5f986f8519892399cfae87f564685ee90e5ab8607ad528e871', null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', '54cb721e-82b6-4197-ba68-2a639d5040a9', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-ann', 9007199254740991, 'EUR', 4.5, '128384fa0c36778894907f99', x'd38e58e6c3d7704cf65ef49a8b51bc64e3c756c671b04bf74c7d00ef9d31da1f46c8ea8a37083aa078930b369403b44a99', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', 'b7dbd31e-088a-40ff-9a0d-d5254437197a', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-0', 9007199254740991, 'EUR', 4.5, 'bb932b8294ebd87300a6ff79', x'1e6826ecc04a766f5cffafd3447f2afb5ec36d34a6f246933cf6355655f3c8d881b9f7603c6c805339d08aa66a00424da006fc6b24', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', '48992f11-9243-467f-afe7-a7291fcba5e5', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-2', 9007199254740991, 'EUR', 4.5, '6a62a8f5e09c9bd55506b772', x'649fccc17da4fd0864b7c7f5967be53a692452fad7f7b6124850b8827aa4671a8b94d7cbad5a0109efa0854f7f344c8619b002c155', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '60884a88-7eee-4dcb-b2a3-99cb997dfcdf', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-1', 9007199254740991, 'EUR', 4.5, 'c3a03bec25fb5cda9721a2ec', x'eb1d42c09537016874de3a7e96271604f2dff8ff04df53f42c76947be43d7be53637c81023cce0ac6866d40a274db30cfc53ec17ad', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', '48992f11-9243-467f-afe7-a7291fcba5e5');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', 'b7dbd31e-088a-40ff-9a0d-d5254437197a');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', '54cb721e-82b6-4197-ba68-2a639d5040a9');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', '54cb721e-82b6-4197-ba68-2a639d5040a9');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '60884a88-7eee-4dcb-b2a3-99cb997dfcdf');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, x'd5131178bd5a9b5de9f84a38b746053cb5cd998d836c62f5e562f6f7d5189b00111d8d1a7424bf38ddc32fa95aab0d6501947195671a3e1c1ea577285653cb01b3633e847457b9a2cb984ad3840b8214386741eb6a48ebfb3fa9b240e8dfb13412fc4d489ddf664d', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '554aac45-b1ea-44db-8209-1642bf6e4ece', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', 'e65ae119-080c-4551-8db5-d487bef2d1a1');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'c8e13d24-229b-4f22-b8d9-ea8d3ad5f8f4', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', 'b7dbd31e-088a-40ff-9a0d-d5254437197a', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'B', null, null, null, null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'e3a6337f-2de7-42bb-923f-978c828bab24', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', '54cb721e-82b6-4197-ba68-2a639d5040a9', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'A', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "model_decisions" ("tenant", "number", "at", "action", "run_id", "former_run_id", "actor", "reason") values ('T1', 1, 1767571200000, 'promote', 'run-1', null, 'flywheel', 'the first');
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', 'e3a6337f-2de7-42bb-923f-978c828bab24', 'clicked', '0', '6a0f8b13-b967-4d55-a6e2-7ec36c14a265', '54cb721e-82b6-4197-ba68-2a639d5040a9', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-64c67f38bf14', 'C1', 'waiting', x'4f80d66ffbbe9d212c8d110861b58f2c3d34b440708fdd5ad1140d3603aa5f5bb5bba1d288ebe77b9fc367a74914f15d44f1ac219d811b03477c397f8a83537cf65512b82bd8ccc4ffc568eec5d7280b9ef946734e56e26a864a12b2a914735bffa02948', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', 0);
insert into "score_samples" ("tenant", "cutoff", "outcome_window_days", "contact_ids", "by_run") values ('T1', 1767571200000, 14, '["54cb721e-82b6-4197-ba68-2a639d5040a9","b7dbd31e-088a-40ff-9a0d-d5254437197a"]', '[{"isChampion":true,"kind":"logistic-regression","probabilities":[0.30000000000000004,1e-7],"runId":"run-1"}]');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '54cb721e-82b6-4197-ba68-2a639d5040a9', 'e65ae119-080c-4551-8db5-d487bef2d1a1', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', 'b7dbd31e-088a-40ff-9a0d-d5254437197a', 'e65ae119-080c-4551-8db5-d487bef2d1a1', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "shop_settings" ("tenant", "version", "changed_by", "changed_at", "choice") values ('T1', 1, 'U1', 1767571200000, '{"mailFrom":null,"outcomeWindowDays":null,"postalAddress":null,"shopName":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","timeZone":null,"undoMinutes":5}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
