CREATE TABLE `assignments` (
	`tenant` text NOT NULL,
	`campaign_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`variant` text NOT NULL,
	`assignment_probability` real NOT NULL,
	`conversion_probability` real NOT NULL,
	`product_ids` text NOT NULL,
	PRIMARY KEY(`tenant`, `campaign_id`, `contact_id`),
	CONSTRAINT "assignments_variant" CHECK("assignments"."variant" in ('treated', 'holdout'))
);

CREATE TABLE `campaign_decisions` (
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
	CONSTRAINT "campaign_decisions_action" CHECK("campaign_decisions"."action" in ('propose', 'approve', 'request changes', 'reject', 'revise', 'expire', 'supersede', 'stop', 'start sending', 'finish sending'))
);

CREATE TABLE `campaigns` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`content_hash` text NOT NULL,
	`strategy` text NOT NULL,
	`copy` text NOT NULL,
	`audience_size` integer NOT NULL,
	`requested_by` text NOT NULL,
	`changed_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`send_started_at` integer,
	`finished_at` integer,
	`cards` text NOT NULL,
	PRIMARY KEY(`tenant`, `id`),
	CONSTRAINT "campaigns_state" CHECK("campaigns"."state" in ('draft', 'proposed', 'approved', 'sending', 'sent', 'rejected', 'expired', 'superseded', 'stopped'))
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
	`coupon_code` text,
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

create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric);
insert into __drizzle_migrations (hash, created_at) values ('7f3388b3be3fdb7ad5f3230250e71ee671fc1fa70782c205f78cc4c67f46347a', 1795559738371);
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 'a60be94a-bfa3-4686-85e8-88a8ccc7cbd9', 'treated', 0.8, 0.1, '["p1"]');
insert into "assignments" ("tenant", "campaign_id", "contact_id", "variant", "assignment_probability", "conversion_probability", "product_ids") values ('T1', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 'd2558b21-81ae-460a-b619-d766bc19c291', 'treated', 0.8, 0.1, '["p1"]');
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 0, 'propose', 'flywheel', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 1, 'approve', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaign_decisions" ("tenant", "campaign_id", "position", "action", "actor", "at", "version", "content_hash", "comment") values ('T1', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 2, 'start sending', 'U1', 1767571200000, 1, 'hash-1', null);
insert into "campaigns" ("tenant", "id", "number", "state", "version", "content_hash", "strategy", "copy", "audience_size", "requested_by", "changed_by", "created_at", "expires_at", "send_started_at", "finished_at", "cards") values ('T1', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 1, 'sending', 1, 'hash-1', '{"basis":"base rate","copy":{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"},"counts":{"mailable":1,"unmailable":{"no address":0,"no consent":2,"suppressed":0}},"createdAt":1767571200000,"currency":"EUR","evidence":[{"source":"orders","statement":"12 of 100 came back"}],"expectedOrders":{"high":2.5,"low":0.5,"value":1.5},"expectedRevenueCents":{"high":2500,"low":500,"value":1500},"holdoutShare":0.2,"id":"win-back","kind":"win back","modelRunId":"run-1","offerId":null,"outcomeWindowDays":14,"reason":"They have been away.","title":"Win back"}', '{"body":"b","button":"Shop","heading":"h","previewText":"p","subject":"Hello"}', 2, 'flywheel', 'U1', 1767571200000, 1767571201000, 1767571200000, null, '[]');
insert into "consents" ("tenant", "contact_id", "purpose", "at", "granted", "source", "text_version") values ('T1', 'd2558b21-81ae-460a-b619-d766bc19c291', 'email', 1767571200000, 1, 'checkout-form', 'v1');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '1b783f0843a242d1f94cd072', '82156ed3-92fb-41dc-b02c-31515a93c1d5', x'3524e892a3f28c82c12d4f6a54d8b760df464837efc11a1d7309985b9b87867b18ef6d50046d9adeea1490b277d4c3134ef2ea8ae632b894e97c1de3');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '1fb40c0cb2666721c7c05e77', 'd245cede-7911-41c5-8417-df5a586213b6', x'6b7c1f7e1dc40abaffb2897a8b494d9db64475a79dc5e1f75b5b16f4e919c89e88388d1d451c36a6ea9613c163d78c1f3e89aed9ce3b546c038e0ab7');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '30f2e862e5d0ee6abddb85a2', 'd2558b21-81ae-460a-b619-d766bc19c291', x'82902e01e94544fe842dab8a3097df7557ea480c9226dcaf7293692b77e615f27233ca00f90b27dd9064cc196abcfa968316e93ace1db49059993d98');
insert into "contact_keys" ("tenant", "id", "contact_id", "wrapped") values ('T1', '828341edf5f837f1d7fbe6dd', 'a60be94a-bfa3-4686-85e8-88a8ccc7cbd9', x'25dd5bce77889e9e163843be2e5b23af3f1ce20dffbe6e9695ec840c0162c214ad2129fc2a787b7bc4ec81da5733fb1f01845fa8175b7642862e1ce5');
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', '82156ed3-92fb-41dc-b02c-31515a93c1d5', '1b783f0843a242d1f94cd072', x'7f0ac19ef18986d51e2579a81da8efc98fa1f8bc725ca8c9d71446fc191b060e2b1854ef4741ecf02d9aac731c04c8b07bede0e73c3d83a07bdf26d3', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'a60be94a-bfa3-4686-85e8-88a8ccc7cbd9', '828341edf5f837f1d7fbe6dd', x'0811c99d036f5f5810d622c47d58054ab28035db48a3ac92ee8b0110c276f4f1ef3342acc6d7e5bfdfe4f28e6a58a1b8b2a68aa4cab085dd603b3738', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'd245cede-7911-41c5-8417-df5a586213b6', '1fb40c0cb2666721c7c05e77', x'f93f38de206f11dff7324e27385fb5d743d662ea0a2351aa4566253aa280764200960ab5ac571dd92e7d761e166163f0d456b6c389959cc5d57e37bb', null, 0, 0, 1, 1767571200000, 1767571200000, 1);
insert into "contacts" ("tenant", "id", "key_id", "profile", "address_lookup", "email_consent", "tracking_consent", "identified", "first_seen_at", "last_seen_at", "event_count") values ('T1', 'd2558b21-81ae-460a-b619-d766bc19c291', '30f2e862e5d0ee6abddb85a2', x'a5f8e00a714a6676645a7619cc02700ed16a58fd4c2c94502d0e1a868d0c4be74abe51d44bcc1638455fafbab79bc8f66070e8beeb6ee709fa631a8887178a385691c116b2d02ba5d291d0ad42a8a2a3bc903a6311a410dd92dc7ed599e3a45b43e1971188abc81250fac12d12e20a3e8da0a8ac8369733dbf1ceb94f53333499226e5b0f75e81624ac2e0a0d3ce0d61e39008727fc2be7b013441a67350667f35a94a8273581c2a991acd39dad5575a1ad07e23fc73104c0b6fe00ec3e30dd3489d11dd273199fbbbd47443889988a213e0648bf7557d03edb907ebeca03d29ca243159243f0d518871781cb11713251a036fc303c0d9ecc77539e21e317aa7b6d716d82b88a4115479b8521f0b8127ea004d5ba533e182c5c40c5b2df5fcfbe4eb4baf380ea20a6f41ad81ecb2867d7fffdc5db1ec829ab4aac58ee24bd6454bb7db79edfda05d804bbbccac733ffbd1c5', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 1, 0, 1, 1767571200000, 1767571200000, 2);
insert into "coupons" ("tenant", "code", "offer_id", "contact_id", "campaign_id", "issued_at", "redeemed_at", "order_id") values ('T1', 'ABC-1', 'ten', 'a60be94a-bfa3-4686-85e8-88a8ccc7cbd9', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 1767571200000, null, null);
insert into "dead_letters" ("tenant", "id", "received_at", "field", "reason", "payload") values ('T1', 'eafa70f3-4ac2-4c6d-8e4b-a81af57d0b2d', 1767571200000, 'userId', 'is missing', x'da44c185c267ee4c958ecfbb57a7a87aac76fdcb42906b5bf339c420be8cd18fac6d14a990e2c622011aaea80712515ad37d976c1b3c3d9aef9face7a73214900c661eecb382dc67b99430704796c0586fac366a35beb7d6861d4a9ccb97f93777ae67d9cc9da3891a754621190ee6da320df0a46fc68d0d48e77d61e8dd848199d3421b8a9ab7c403fb3b3dd5585341a6c7c7ff5ca53dfa407d949018');
insert into "duplicate_counts" ("tenant", "day", "count") values ('T1', 20458, 1);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '804c23a03ecef74142488c2882179dba', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', '804c23a03ecef74142488c2882179dba', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'a0f7f35945795197103673c775c09e74', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'a0f7f35945795197103673c775c09e74', 1, 'p2', 1, null);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 0, 'p1', 2, 1200);
insert into "event_lines" ("tenant", "event_id", "position", "product_id", "quantity", "price_cents") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', 1, 'p2', 1, null);
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '0f780b5c735e70251a83e58da306c819', 'd2558b21-81ae-460a-b619-d766bc19c291', 'identify', 'identify', 1767571200000, 1767571200000, 0, null, null, null, null, '30f2e862e5d0ee6abddb85a2', x'8f41a3cf9bbd65074e2f0572c353f53c469a7531b79acb873997313ea20cb9146fdd05b0a5474ded455ab655f9');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '79a41ea7dbc02ac36218269d6be99ca4', 'd2558b21-81ae-460a-b619-d766bc19c291', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-ann', 9007199254740991, 'EUR', 4.5, '30f2e862e5d0ee6abddb85a2', x'4d29e952b4e0af45dddce1e510cb12a4e9fdefd25a9e2ca290f0fc57685f01dc9b93431012941f3164a4d562650f43ba49');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', '804c23a03ecef74142488c2882179dba', 'a60be94a-bfa3-4686-85e8-88a8ccc7cbd9', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-0', 9007199254740991, 'EUR', 4.5, '828341edf5f837f1d7fbe6dd', x'5fa2631d99288fdc244d377e574d0dce14d8a9882c074f5efb347aa7e6423bd4b44065e995e537ff06eb9c705210f81336e2e135cd');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', 'a0f7f35945795197103673c775c09e74', 'd245cede-7911-41c5-8417-df5a586213b6', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-2', 9007199254740991, 'EUR', 4.5, '1fb40c0cb2666721c7c05e77', x'65332a41fa286aeb16424dac82c0fef3232e726b44a87bc3e4550729729bd6dcb6460146d5eecfae5d6f9f767610fc3704fb6d2836');
insert into "events" ("tenant", "id", "contact_id", "type", "name", "at", "received_at", "imported", "order_id", "amount_cents", "currency", "rating", "key_id", "payload") values ('T1', 'f91d99d2dbfd2da949834cf75dbe7cab', '82156ed3-92fb-41dc-b02c-31515a93c1d5', 'track', 'Order Completed', 1767571200000, 1767571200000, 0, 'o-other-1', 9007199254740991, 'EUR', 4.5, '1b783f0843a242d1f94cd072', x'1a2660e44d91d5d8f91a834ad2e20256d0d169b47bf3d01179a98ad6e7c933764a1c0457eafc3ec788f8509f7d407dfb1ca7b790e5');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:JykX14iJntPbg-niFj4nWS1frTBVc9MtlaEax--Iamw', 'd245cede-7911-41c5-8417-df5a586213b6');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:SdIv_-WoTGow7btE2my6ZSAcuKDDmea67O0zeu7bOeA', 'a60be94a-bfa3-4686-85e8-88a8ccc7cbd9');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'd2558b21-81ae-460a-b619-d766bc19c291');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:ja9f598uX0GsP1wHq7HmqS3r2pm5FktJDC7k9COWcLk', 'd2558b21-81ae-460a-b619-d766bc19c291');
insert into "identities" ("tenant", "lookup", "contact_id") values ('T1', '1:wxmeyhSjwVeB7EVaS-9lwJHMRpwLjLlEWLKzoFDbTrg', '82156ed3-92fb-41dc-b02c-31515a93c1d5');
insert into "jobs" ("tenant", "id", "name", "fire_key", "state", "due_at", "owner", "lease_until", "started_at", "finished_at", "attempts", "result", "error") values ('T1', '84c466fe-2384-43c8-9265-41b8ba674985', 'nightly', 'nightly:1', 'waiting', 1767571200000, null, null, null, null, 0, null, null);
insert into "live_scores" ("tenant", "set_id") values ('T1', '65c7e6a2-6811-4b71-bda1-7adba190f735');
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "links", "sent_at", "detail", "coupon_code") values ('T1', '0dcb34b5-428e-47a8-b950-1a77835731a6', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 'a60be94a-bfa3-4686-85e8-88a8ccc7cbd9', 'run-1', 'sent', 1, 1767571200000, null, null, '["p1"]', '["https://a.test"]', 1767571200005, 'Größe "42" \ 𝒜 –   '' ; -- {null}', null);
insert into "messages" ("tenant", "id", "campaign_id", "contact_id", "model_run_id", "state", "attempts", "due_at", "owner", "lease_until", "product_ids", "links", "sent_at", "detail", "coupon_code") values ('T1', 'fe809e59-b79e-4698-bf40-e61cd8ff47b1', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 'd2558b21-81ae-460a-b619-d766bc19c291', 'run-1', 'queued', 0, 1767571200000, null, null, '["p1"]', null, null, null, null);
insert into "model_runs" ("tenant", "id", "kind", "state", "backend", "seed", "train_cutoff", "test_cutoff", "outcome_window_days", "features", "config", "metrics", "trained_at", "seconds", "training_set_hash", "reason") values ('T1', 'run-1', 'logistic-regression', 'champion', 'cpu', 7, 1767571199998, 1767571199999, 14, '["daysSinceOrder"]', '{"a":{"nested":[1.5,-0.1,1e+21,null,true,"Größe \"42\" \\ 𝒜 –   '' ; -- {null}"]},"a key":"","empty":{},"z":1}', '{"accuracy":0.9,"baseRate":0.1,"baseRateAccuracy":0.9,"baseRateLogLoss":0.33,"calibrationError":0.02,"f1":0.5,"logLoss":0.3,"positives":10,"prAuc":0.4,"precision":0.5,"recall":0.5,"rocAuc":0.7,"rows":100,"threshold":0.5}', 1767571200000, 1.5, 'abc', 'the first');
insert into "offers" ("tenant", "id", "name", "kind", "value", "currency", "valid_from", "valid_to", "max_coupons") values ('T1', 'ten', 'Ten percent', 'percent', 10, null, 1767571200000, 1770163200000, null);
insert into "outcomes" ("tenant", "message_id", "kind", "reference", "campaign_id", "contact_id", "model_run_id", "at", "amount_cents") values ('T1', '0dcb34b5-428e-47a8-b950-1a77835731a6', 'clicked', '0', '70eed89a-9185-4107-af0c-bd072ba6e7d5', 'a60be94a-bfa3-4686-85e8-88a8ccc7cbd9', 'run-1', 1767571200009, null);
insert into "products" ("tenant", "id", "name", "price_cents", "currency", "image_url", "link", "category", "stock", "updated_at") values ('T1', 'p1', 'Größe "42" \ 𝒜 –   '' ; -- {null}', 1200, 'EUR', null, 'https://shop.test/p1', null, 3, 1767571200000);
insert into "quality_reports" ("tenant", "id", "at", "from", "to", "checks", "held") values ('T1', 'report-1', 1767571200000, 1767484800000, 1767571200000, '[{"count":1,"name":"missing","of":3,"ok":true,"share":0.3333333333333333,"threshold":0.5}]', 0);
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', 'a60be94a-bfa3-4686-85e8-88a8ccc7cbd9', '65c7e6a2-6811-4b71-bda1-7adba190f735', 'run-1', 1767571200000, 14, 1e-7, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "scores" ("tenant", "contact_id", "set_id", "model_run_id", "cutoff", "outcome_window_days", "conversion_probability", "reasons", "next_products", "features") values ('T1', 'd2558b21-81ae-460a-b619-d766bc19c291', '65c7e6a2-6811-4b71-bda1-7adba190f735', 'run-1', 1767571200000, 14, 0.30000000000000004, '[{"effect":0.05,"feature":"daysSinceOrder","typical":30,"value":3}]', '[{"because":null,"productId":"p1","score":0.9}]', '{"daysSinceOrder":3}');
insert into "suppressions" ("tenant", "address_lookup", "reason", "at") values ('T1', '1:aoz1ra-3qi6qmyBEwkic97NmYy3bdMa4fSszDT10x-k', 'complaint', 1767657600000);
