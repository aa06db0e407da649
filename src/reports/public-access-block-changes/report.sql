SELECT
  eventtime AS time,
  recipientaccountid AS account,
  awsregion AS region,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS actor,
  eventname AS event,
  coalesce(
    json_extract_scalar(requestparameters, '$.bucketName'),
    json_extract_scalar(requestparameters, '$.accountId')
  ) AS target,
  CASE
    WHEN eventname LIKE 'Delete%' OR eventname LIKE 'Disable%' THEN 'weaker'
    WHEN regexp_like(requestparameters, ':\s*"?false"?') THEN 'weaker'
    ELSE 'stronger'
  END AS effect,
  sourceipaddress AS source_ip,
  errorcode AS error,
  eventid AS event_id
FROM cloudtrail
WHERE
  eventname IN (
    'DeleteAccountPublicAccessBlock', 'DeleteBucketPublicAccessBlock', 'DisableImageBlockPublicAccess',
    'DisableSnapshotBlockPublicAccess', 'EnableImageBlockPublicAccess', 'EnableSnapshotBlockPublicAccess',
    'PutAccountPublicAccessBlock', 'PutBucketPublicAccessBlock'
  )
ORDER BY time, event_id
