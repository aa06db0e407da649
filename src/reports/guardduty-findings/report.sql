SELECT
  updatedat AS time,
  accountid AS account,
  region,
  severity,
  type AS finding_type,
  title,
  coalesce(
    json_extract_scalar(resource, '$.instanceDetails.instanceId'),
    json_extract_scalar(resource, '$.accessKeyDetails.userName'),
    json_extract_scalar(resource, '$.s3BucketDetails[0].name'),
    json_extract_scalar(resource, '$.resourceType')
  ) AS target,
  CAST(json_extract_scalar(service, '$.count') AS bigint) AS occurrences,
  id AS finding_id
FROM (
  SELECT
    *,
    row_number() OVER (PARTITION BY id ORDER BY updatedat DESC) AS place
  FROM guardduty_findings
) AS exported
WHERE
  place = 1
  AND coalesce(json_extract_scalar(service, '$.archived'), 'false') <> 'true'
ORDER BY severity DESC, time DESC, finding_id
