ALTER TABLE `events` ADD `lines` text;--> statement-breakpoint
UPDATE `events` SET `lines` = (SELECT json_group_array(json_object('productId', `l`.`product_id`, 'quantity', `l`.`quantity`, 'priceCents', `l`.`price_cents`)) FROM (SELECT * FROM `event_lines` WHERE `event_lines`.`tenant` = `events`.`tenant` AND `event_lines`.`event_id` = `events`.`id` ORDER BY `position`) AS `l`) WHERE EXISTS (SELECT 1 FROM `event_lines` WHERE `event_lines`.`tenant` = `events`.`tenant` AND `event_lines`.`event_id` = `events`.`id`);--> statement-breakpoint
DROP TABLE `event_lines`;
