SELECT
  recipientaccountid AS account,
  useridentity.accesskeyid AS access_key,
  useridentity.username AS actor,
  count(*) AS calls,
  count_if(errorcode IS NOT NULL) AS failed,
  count(DISTINCT eventsource) AS services,
  array_join(array_sort(array_agg(DISTINCT awsregion)), ', ') AS regions,
  array_join(array_sort(array_agg(DISTINCT sourceipaddress)), ', ') AS source_ips,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail
WHERE
  -- AKIA is a key that stays; ASIA is one of a session that ends.
  useridentity.accesskeyid LIKE 'AKIA%'
GROUP BY 1, 2, 3
ORDER BY calls DESC, account, access_key, actor
