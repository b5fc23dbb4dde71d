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

CREATE TABLE `event_lines` (
	`tenant` text NOT NULL,
	`event_id` text NOT NULL,
	`position` integer NOT NULL,
	`product_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`price_cents` integer,
	PRIMARY KEY(`tenant`, `event_id`, `position`)
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
	`payload` blob NOT NULL,
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
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '321a7634-561c-4302-9278-9d70a84d3c19', '570a3a35-10bf-44af-a3ef-afea609ef92b', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '321a7634-561c-4302-9278-9d70a84d3c19', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '321a7634-561c-4302-9278-9d70a84d3c19', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '321a7634-561c-4302-9278-9d70a84d3c19', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '321a7634-561c-4302-9278-9d70a84d3c19', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "send_started_at", "finished_at", "cards") values ('T1', '321a7634-561c-4302-9278-9d70a84d3c19', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace', 'email', 1767571200000, 1, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '01b4d6500b4e4f7553c45b29', '570a3a35-10bf-44af-a3ef-afea609ef92b', x'352b96ad2efef2a72ee91e468c675eab5b84d6ca45bf10117a207f5af29137b18fe1ad98a875a6f7cd6463f544785975c3bac4169e6ce2f058ee3a17');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '0f8ea8759de84f2c3899358f', '5396f9f2-9183-4656-96c2-7973654aa33f', x'70f376e1f60f14066aa5199b7629409f83b5e96cec203b06bfa5b494d9cb535bb910989e12dcdf699f335f870a82c51af575c4b787a93c97649be28c');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '577f02af258f2fd2dcef6556', '5b0fe1d0-a927-410a-bca4-73db4ffaab73', x'19eeb390d21893a783fe4c1bf1069a15378026a7c8953047c68e6b12ca831aed8544e314bbe04cd0356f948d6955211e6c3ec15eae029389867ab89a');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '6f5e8179c39f731fc2e17aae', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace', x'b010e4d0e71f4afd7bdd7d8fb4e287bc8e40b9643f868017aaa9ab955666b3118b4021f787e16d51b08dc9a6398ae4d9dd75df3c664f44942f0b08c4');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '5396f9f2-9183-4656-96c2-7973654aa33f', '0f8ea8759de84f2c3899358f', x'2c5f12c70f36d1952f5a26f23a7b0c1af548651fd0399b1313a00b59812d16e7d14160bce12b60043c400ca86c753e646a0e517154636743636fcdd1', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '570a3a35-10bf-44af-a3ef-afea609ef92b', '01b4d6500b4e4f7553c45b29', x'8f38fb90148eecd5f75db32adfa0fae577e9b861b56f652a06723c7b4082d3f1422595d543ede6e7ac688c8174d82e4e7bc71ef97cb446289897c9fa', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '5b0fe1d0-a927-410a-bca4-73db4ffaab73', '577f02af258f2fd2dcef6556', x'd1b077c8c236272bd4b5d76d8e5304314515b6ceec3af5e509982587aa279c6ea3065978140834497694713935b4a62f3b75614a90fdb72d491859a5', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace', '6f5e8179c39f731fc2e17aae', x'2a73e20932e154c6fcd528ac122a358107f19d0ebf2f62a7e12b6aeaaab2c94a840752c3f3de8c4148ac923cf20eebd9ca0662c0db4ef7258ed8b53479334e4d7cc797d2fbc63f87460ae5877a90341d63a12c6cbf2f2f95fb0d35ac8f4ed5a6d2f30ef0e9e23d1b7e84c0b6ac0682f3282657ccb15414eb22f85151cfa734d74fcbc4688bd901187c862fe9541dd6b95f3481e200b72424c0b42b252d1119a9758a1bd287a06ae78e86240cc086d86cb94bdb4ada18ea2dd150a097233a0ff1afb28283794f3ee6de35af1f57e21e1e0a7c9923b56c3563d42915bf1c9e422cfcff552788fa4113756a3c950fb3193b4d8e6d62fb3b8b8e1b329fe9d8b0f22a83b26857dea773489ba2eb5b5997fd9701afcebd83e0346c73bb871dae9d0da197a4a3735a4c112dfa2061b6343ed83f3ee3e11e7a4eed9572c89f2546664bb14670663f6031d9e6c139c90c16324145e760', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 1, 0, 1, 1767571200000, 1767571200000, 2);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '570a3a35-10bf-44af-a3ef-afea609ef92b', '321a7634-561c-4302-9278-9d70a84d3c19', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', 'a768a259-95e7-469b-bdcc-adf4d60eb4d0', 1767571200000, 'userId', 'is missing', x'9fb78b523e77613e01507022d2d5f4db557829c9708f7490abbb48c4b340d039074e7c4b6c1b15188e5d229922f37e38906b4c99420c3480871b644f3e123157331271b3f3aa3445129fec04b499df5ccf441d3ca1674f1d0cc48693817ee7590d792f2af19580ab8dbbab53d4971dba57f7edc3b7162d9fd86d7177313bbbee7fa154f680809f0410f33215fe51cef89ee9ea413e638e9dfccfd57b31');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '804c23a03ecef74142488c2882179dba', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '804c23a03ecef74142488c2882179dba', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'a0f7f35945795197103673c775c09e74', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'a0f7f35945795197103673c775c09e74', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 1, 'p2', 1, null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '0f780b5c735e70251a83e58da306c819', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace', 'identify', 'identify', 1767571200000, 1767571200000, 0, null, null, null, null, '6f5e8179c39f731fc2e17aae', x'505f68eadd2c83cd09fd1cfe68b394be5bf20112d6edc5250ed7966afe7b32c83a093258d0bfc93c5f1c164e2b');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-ann', 9007199254740991, 'EUR', 4.5, '6f5e8179c39f731fc2e17aae', x'be7ef9cfdf7491e7a91c5bbfd8e6db36c12c2ae0fc626a2161e982caf00b0f3411e3d457263c1cf27809e5b66f9a2dfb94');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '804c23a03ecef74142488c2882179dba', '570a3a35-10bf-44af-a3ef-afea609ef92b', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-0', 9007199254740991, 'EUR', 4.5, '01b4d6500b4e4f7553c45b29', x'5ab556410b4f48207c37bcbb0a9fad80a0621a2e3014641833e1560b549c5b44e66e0d3d1f1148b41c4cdb77758a3b61aff4105cd5');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', 'a0f7f35945795197103673c775c09e74', '5b0fe1d0-a927-410a-bca4-73db4ffaab73', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-2', 9007199254740991, 'EUR', 4.5, '577f02af258f2fd2dcef6556', x'e0187c2dfbe91967b69e81c72ffe9ebef7494628fa49e6417fe25bdf5c14f15ccdcd80d9531501763dbd3880ff405caf79a389141b');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '5396f9f2-9183-4656-96c2-7973654aa33f', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-1', 9007199254740991, 'EUR', 4.5, '0f8ea8759de84f2c3899358f', x'f52726c522e6044223ab2b739ded672be05e1df2081dde0bba6ba2d2addff4d533f06dc6778743e384e01986bd098de12b364a73ce');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', '5b0fe1d0-a927-410a-bca4-73db4ffaab73');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '570a3a35-10bf-44af-a3ef-afea609ef92b');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '5396f9f2-9183-4656-96c2-7973654aa33f');
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '726fca66-0670-4643-ae28-dc3cf87d44db', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', '991a95e2-f210-4ce8-95b9-9725fb612cea');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '92fbddb8-591e-4f2d-ac9c-86a43593fa07', '321a7634-561c-4302-9278-9d70a84d3c19', '570a3a35-10bf-44af-a3ef-afea609ef92b', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'B', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', 'bdb15fd8-27f2-464e-8c45-af054a0de8e4', '321a7634-561c-4302-9278-9d70a84d3c19', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'A', null, null, null, null);
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '92fbddb8-591e-4f2d-ac9c-86a43593fa07', 'clicked', '0', '321a7634-561c-4302-9278-9d70a84d3c19', '570a3a35-10bf-44af-a3ef-afea609ef92b', 'run-1', 1767571200009, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', 0);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '570a3a35-10bf-44af-a3ef-afea609ef92b', '991a95e2-f210-4ce8-95b9-9725fb612cea', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', 'd8f3d836-f0fc-43a3-9095-d661ea9a2ace', '991a95e2-f210-4ce8-95b9-9725fb612cea', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
