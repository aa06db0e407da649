SELECT
  recipientaccountid AS account,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventsource AS service,
  eventname AS event,
  errorcode AS error,
  count(*) AS calls,
  array_join(array_sort(array_agg(DISTINCT sourceipaddress)), ', ') AS source_ips,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail
CROSS JOIN parameters
WHERE
  (regexp_like(errorcode, denial_pattern) OR errormessage LIKE '%not authorized to perform%')
  -- AWS asks whether a bucket is there before it delivers logs into it.
  AND sourceipaddress <> 'delivery.logs.amazonaws.com'
GROUP BY 1, 2, 3, 4, 5
ORDER BY calls DESC, account, actor, service, event, error
