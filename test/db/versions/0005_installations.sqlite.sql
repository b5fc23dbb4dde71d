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
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', '40400b50-93ab-4439-ba21-201392e3162f', 'treated', 'B', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "wording", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac', 'treated', 'A', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "copy_b", "preflight", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "schedule", "starts_at", "send_started_at", "finished_at", "cards") values ('T1', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"same address as another":0,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"}', '{"at":1767571200000,"contentHash":"hash-1","findings":[{"check":"size","says":"Größe \"42\" \\ 𝒜 –   '' ; -- {null}","verdict":"warning"}]}', 2, 'flywheel', 'flywheel', 1767571200000, 1767571201000, null, null, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac', 'email', 1767571200000, 1, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '27d5877c7740ee1891817dab', '40400b50-93ab-4439-ba21-201392e3162f', x'cc2b48de9e80f37fd3e3b7e5b5f5ccd41765826eaad3b2c0ab8e3f48b494804bf97c041cdd598c78e06c6e0a73ce9925c6c64de3ba670e27c23d8f4d');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '5faea9a221c5a3023f8c4d23', '4d4c7d5f-f722-4103-b30d-2ac0b71fff50', x'7904c8d4da629714a6b82f70410682689da71348dc1b134afea6fdf12462d0e5c8f04838f494ea397309d06ca8de3b9e0ce481378cb7a48cf69e739e');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '9aa5990e00224a02bfbba7d4', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac', x'6b0eb1d7e66f40b2c19bc4abed625da464823efa23cd124f8d1d01bb9592377d1b8a4fcbb92c2c63ac37a4c07f94eb17d3a3a6251131418db76b54d5');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', 'c548e92874fba6d8f523f5df', '0b245126-11ad-46ff-98bd-bb208da11d6f', x'809f36f2e769f1552cc80c54685d35c6bd0d4a1616728575ef0c2cf9002ab5edc9f0f1f14349746a092a06982f3a994339e2d53f05330583434d5ce5');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '0b245126-11ad-46ff-98bd-bb208da11d6f', 'c548e92874fba6d8f523f5df', x'76d934c7da0d54b909151cc803e0f0fb0a60c83441ec2b9252d03b0271a4e4c102c45fd8892d130930d53fe88b7e23a5a9911a57bb9c5b09b0f2a56e', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '40400b50-93ab-4439-ba21-201392e3162f', '27d5877c7740ee1891817dab', x'3efac82159d0042f4176809f7911456fc2480cc55ac8cc87686a3d725fd630acea5773050c677ce092ec2716c0e05f8ab5aa95820911a88ce3c590de', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '4d4c7d5f-f722-4103-b30d-2ac0b71fff50', '5faea9a221c5a3023f8c4d23', x'5a459f4ea089cce9d917ab33cfe0622c763410b4eb6634f37a3b7e8b7970553effe5b00f7d224daccd33988844de3c2c7339c4550bf0d658644074ab', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac', '9aa5990e00224a02bfbba7d4', x'8c811c7f920ed569479e5c999453f0be65b8fa9593ccb054f06e1e5afe627e222d3c1b25e9cf4fb5db6f19337e40175e9bf2c7e7c6a65d023c9fb224e55741dd2aa4cc1efee75bc468517ca6170cc82add6b908c7e31b167c221abb699f0f1c3a1826e294c2531150ba964c729d348cdc5aa6f302ffad1731b8bc9dc463c3177f17251324547504bfbfcc07f7559bd9c80fb64c081023abb52fc26a4372538731f455b202bf02b41ad62cd1357796de8296fa9fd5fddcef6ca47644719733da6d8909da9588563c682c6ebfb4a4b64238394e3242c5aec5b42cfee8ec7ddce6de99cd8497c9831174b7c403e7a98fe0607bb41c14adad1b0363d9724299e0a4cc8a4c36b72e7632a52719378a14bcf7fd6f32770568d66aaf767f3635f69b7f68839693153022dcb03b77e5ca3f8af2b1cd63d778bfed28329393729c15bea9f36606c01424bbe671742d80beef05569b446', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 1, 0, 1, 1767571200000, 1767571200000, 2);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', '40400b50-93ab-4439-ba21-201392e3162f', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', 'd4a60488-ca79-40be-8191-08321e4717f8', 1767571200000, 'userId', 'is missing', x'd3d17ead105dd4bb964da0db462d523a34dcbda7e37b8ca6994d6987cf4359cba4055003f7f3b1269fc3077b6fceabdfe4d4f8de949aeeb79b1951cdc3f0caa5a86d142919b0faaab1625737f9afc0c855fc81cc5c415f47c9ec31005e68c9b8099a8e43450ecc9d82d5cd1d47547cbbb9684051d3c3830f31806b70532e628a7a46b506713832c4df699971efbf7ef011b91621471bc1b8c6e4e9634b');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '0f780b5c735e70251a83e58da306c819', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac', 'identify', 'identify', 1767571200000, 1767571200000, 0, null, null, null, null, '9aa5990e00224a02bfbba7d4', x'edb762f2d7cfc5020471f5bfe577c44a174b102b76a14fd8d5d5234b7e785df4201ed94a04c3666cbeea8136ab', null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-ann', 9007199254740991, 'EUR', 4.5, '9aa5990e00224a02bfbba7d4', x'77dd4a2f6fce61a0cb7d5de8628a831e754b9341839e0d0e3c3982b31a839b37e8eef619c70c119cfe9b13c6e42ff561b4', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', '804c23a03ecef74142488c2882179dba', '40400b50-93ab-4439-ba21-201392e3162f', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-0', 9007199254740991, 'EUR', 4.5, '27d5877c7740ee1891817dab', x'627788c0e0a887484209ab99b7bd7f53031c29442a725f9e564311cf56c8b2a9a8170fdd9737b9f68860768d55a0480e5e42d4407b', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'a0f7f35945795197103673c775c09e74', '0b245126-11ad-46ff-98bd-bb208da11d6f', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-2', 9007199254740991, 'EUR', 4.5, 'c548e92874fba6d8f523f5df', x'74c0918ab5ea109a6c4d2225d4186b6fced108d821f9450440249ae2d259dd73dc8017730d5d73313067ea3046a4140bea090e96dd', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload", "lines") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '4d4c7d5f-f722-4103-b30d-2ac0b71fff50', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-1', 9007199254740991, 'EUR', 4.5, '5faea9a221c5a3023f8c4d23', x'253fdaa39a83f440529ac48596892280c14cb72d6c030fde16109fc89dff17b22c3892bdf512f71f3982f55af080ad17df57f5093a', '[{"priceCents":1200,"productId":"p1","quantity":2},{"priceCents":null,"productId":"p2","quantity":1}]');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', '0b245126-11ad-46ff-98bd-bb208da11d6f');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', '40400b50-93ab-4439-ba21-201392e3162f');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '4d4c7d5f-f722-4103-b30d-2ac0b71fff50');
insert into "installations" ("tenant", "team_name", "app_id", "bot_user_id", "installer_id", "state", "channel", "approvers", "installed_at", "ended_at", "tokens", "revision", "refresh_owner", "refresh_until") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 'A1', 'U0', 'U1', 'installed', 'U1', '["U1"]', 1767571200000, null, x'4051eab3430625b5d7bda2ce70828bcba12e3879aeffda8915946cee82a0d7db54b19b645f66bf42e6b373587a4187d672e4fa584a65a03466c0242f3d97251cdb050c65d5851374b0947aa3612c30a70c8d01d44bff611f091389a960a3237221ef5ceb4845c9c2', 1, null, null);
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '3018e831-c6f8-4ea3-8c55-369ed48a4e73', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', '30df75be-ed0f-487e-ac83-cfc8ad84ff4e');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '548451ff-657b-476f-aabf-6f38248871de', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', 'A', null, null, null, null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "wording", "links", "sent_at", "detail", "coupon_code") values ('T1', '63853ef9-109f-4599-bb7c-18ed8f11b96f', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', '40400b50-93ab-4439-ba21-201392e3162f', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', 'B', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '63853ef9-109f-4599-bb7c-18ed8f11b96f', 'clicked', '0', '0293ff77-2a04-496c-849d-9bcd0bd42ec7', '40400b50-93ab-4439-ba21-201392e3162f', 'run-1', 1767571200009, null);
insert into "post_channels" ("tenant", "channel", "free_at", "owner") values ('T1', 'C1', 0, null);
insert into "posts" ("tenant", "id", "channel", "state", "content", "once_key", "added_at", "refusals", "revision", "error") values ('T1', '001767571200000-000000001-8fccd1aae825', 'C1', 'waiting', x'e8fa42f7edd63fdb026cedd867158e0a2fb97b9fabd6ba8bbf527012fb0cb59d1de8270dca4d5bba9505195dc35b52baafd68e71a95ddbaf520090c032c800b5b8f0c7b2a8db6e06906ecbb8f1b943bc338f88f724b3ccede0b401b64301f205b66ca930', null, 1767571200000, 0, 0, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', 0);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '40400b50-93ab-4439-ba21-201392e3162f', '30df75be-ed0f-487e-ac83-cfc8ad84ff4e', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', '6b6c7847-8adc-458e-b192-f2ed9caeb4ac', '30df75be-ed0f-487e-ac83-cfc8ad84ff4e', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "seen_requests" ("tenant", "id", "until") values ('T1', 'Ev1', 1767657600000);
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1767571200001, null);
insert into "tellings" ("tenant", "key", "lease_until", "told_at") values ('T1', 'told', 1767571200001, 1767571200000);
