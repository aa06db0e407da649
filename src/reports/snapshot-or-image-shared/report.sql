SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.snapshotId'),
    json_extract_scalar(requestparameters, '$.imageId'),
    json_extract_scalar(requestparameters, '$.dBSnapshotIdentifier'),
    json_extract_scalar(requestparameters, '$.dBClusterSnapshotIdentifier')
  ) AS target,
  CASE
    WHEN regexp_like(requestparameters, '"groups?"\s*:\s*"all"|"valuesToAdd"\s*:\s*\[[^\]]*"all"') THEN 'everybody'
    ELSE 'accounts'
  END AS shared_with,
  sourceipaddress AS source_ip,
  coalesce(errorcode, errormessage) AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventsource IN ('ec2.amazonaws.com', 'rds.amazonaws.com')
  AND (
    (
      eventname IN ('ModifyImageAttribute', 'ModifySnapshotAttribute')
      AND regexp_like(requestparameters, '"add"\s*:\s*\{\s*"items"\s*:\s*\[\s*\{')
    )
    OR (
      eventname IN ('ModifyDBClusterSnapshotAttribute', 'ModifyDBSnapshotAttribute')
      AND regexp_like(requestparameters, '"valuesToAdd"\s*:\s*\[\s*"')
    )
  )
ORDER BY time, event_id
