SELECT
  bucket_name AS bucket,
  CASE
    WHEN operation LIKE '%DELETE%' THEN 'deletes'
    WHEN requester = '-' THEN 'anonymous'
    WHEN httpstatus = '403' THEN 'refused'
    ELSE 'old TLS'
  END AS anomaly,
  requester AS actor,
  operation AS event,
  httpstatus AS error,
  remoteip AS source_ip,
  count(*) AS calls,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM s3_access_logs
WHERE
  -- What the lifecycle of the bucket expires is no request.
  operation NOT LIKE 'S3.EXPIRE%'
  AND operation NOT LIKE 'S3.TRANSITION%'
  AND (
    operation LIKE '%DELETE%'
    OR requester = '-'
    OR httpstatus = '403'
    OR tlsversion IN ('TLSv1', 'TLSv1.1')
  )
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY calls DESC, bucket, anomaly, actor, event, error, source_ip
