ALTER TABLE `events` ADD `joined_at` integer;--> statement-breakpoint
UPDATE `events` SET `joined_at` = j.`joined_at` FROM (
  SELECT m.`tenant`, m.`contact_id`, m.`key_id`, m.`own_key_id`, coalesce((
    SELECT min(CASE WHEN i.`imported` THEN i.`at` ELSE i.`received_at` END) FROM `events` AS i
    WHERE i.`tenant` = m.`tenant` AND i.`contact_id` = m.`contact_id` AND i.`key_id` = m.`own_key_id`
      AND i.`type` IN ('identify', 'alias') AND CASE WHEN i.`imported` THEN i.`at` ELSE i.`received_at` END >= m.`last_at`
  ), m.`last_at`) AS `joined_at`
  FROM (
    SELECT e.`tenant`, e.`contact_id`, e.`key_id`, c.`key_id` AS `own_key_id`, max(CASE WHEN e.`imported` THEN e.`at` ELSE e.`received_at` END) AS `last_at`
    FROM `events` AS e INNER JOIN `contacts` AS c ON c.`tenant` = e.`tenant` AND c.`id` = e.`contact_id`
    WHERE e.`key_id` <> c.`key_id` GROUP BY e.`tenant`, e.`contact_id`, e.`key_id`, c.`key_id`
  ) AS m
) AS j
WHERE `events`.`tenant` = j.`tenant` AND `events`.`contact_id` = j.`contact_id` AND `events`.`key_id` = j.`key_id` AND EXISTS (
  SELECT 1 FROM `events` AS o
  WHERE o.`tenant` = j.`tenant` AND o.`contact_id` = j.`contact_id` AND o.`key_id` = j.`own_key_id`
    AND CASE WHEN o.`imported` THEN o.`at` ELSE o.`received_at` END < j.`joined_at`
);
