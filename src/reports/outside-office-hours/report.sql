SELECT
  account,
  actor,
  local_day,
  count(*) AS calls,
  array_join(array_sort(array_agg(DISTINCT event)), ', ') AS events,
  min(time) AS first_time,
  max(time) AS last_time
FROM (
  SELECT
    eventtime AS time,
    recipientaccountid AS account,
    coalesce(useridentity.arn, useridentity.principalid) AS actor,
    eventname AS event,
    substr(CAST(at_timezone(from_iso8601_timestamp(eventtime), time_zone) AS varchar), 1, 10) AS local_day,
    hour(at_timezone(from_iso8601_timestamp(eventtime), time_zone)) AS local_hour,
    day_of_week(at_timezone(from_iso8601_timestamp(eventtime), time_zone)) AS local_weekday,
    CAST(office_opens AS integer) AS opens,
    CAST(office_closes AS integer) AS closes
  FROM cloudtrail
  CROSS JOIN parameters
  WHERE
    readonly = 'false'
    AND useridentity.invokedby IS NULL
    AND (
      eventname = 'ConsoleLogin'
      OR sessioncredentialfromconsole = 'true'
      OR useragent LIKE 'console.%amazonaws.com'
      OR useragent LIKE '[S3Console%'
      OR useragent IN ('signin.amazonaws.com', 'AWS Internal Console')
    )
) AS work
WHERE
  CASE
    WHEN opens < closes THEN local_hour < opens OR local_hour >= closes OR local_weekday >= 6
    -- Over midnight, the morning belongs to the day before.
    WHEN local_hour >= opens THEN local_weekday >= 6
    WHEN local_hour < closes THEN local_weekday IN (1, 7)
    ELSE true
  END
GROUP BY 1, 2, 3
ORDER BY local_day, account, actor
