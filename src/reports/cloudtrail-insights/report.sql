SELECT
  eventtime AS time,
  account,
  region,
  json_extract_scalar(insightdetails, '$.insightType') AS anomaly,
  json_extract_scalar(insightdetails, '$.state') AS effect,
  json_extract_scalar(insightdetails, '$.eventSource') AS service,
  json_extract_scalar(insightdetails, '$.eventName') AS event,
  json_extract_scalar(insightdetails, '$.errorCode') AS error,
  try_cast(json_extract_scalar(insightdetails, '$.insightContext.statistics.baseline.average') AS double) AS usual_rate,
  try_cast(json_extract_scalar(insightdetails, '$.insightContext.statistics.insight.average') AS double) AS seen_rate,
  -- Attributes come in no order: the callers are one of them.
  coalesce(
    CASE WHEN json_extract_scalar(insightdetails, '$.insightContext.attributions[0].attribute') = 'userIdentityArn'
      THEN json_extract_scalar(insightdetails, '$.insightContext.attributions[0].insight[0].value') END,
    CASE WHEN json_extract_scalar(insightdetails, '$.insightContext.attributions[1].attribute') = 'userIdentityArn'
      THEN json_extract_scalar(insightdetails, '$.insightContext.attributions[1].insight[0].value') END,
    CASE WHEN json_extract_scalar(insightdetails, '$.insightContext.attributions[2].attribute') = 'userIdentityArn'
      THEN json_extract_scalar(insightdetails, '$.insightContext.attributions[2].insight[0].value') END
  ) AS actor,
  eventid AS event_id
FROM cloudtrail_insights
ORDER BY time, event_id
