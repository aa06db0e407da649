SELECT
  accountid AS account,
  region,
  resourceid AS instance,
  patchgroup AS patch_group,
  coalesce(TRY_CAST(missingcount AS bigint), 0) AS missing,
  coalesce(TRY_CAST(failedcount AS bigint), 0) AS failed,
  coalesce(TRY_CAST(criticalnoncompliantcount AS bigint), 0) AS critical,
  coalesce(TRY_CAST(installedpendingrebootcount AS bigint), 0) AS pending_reboot,
  operationendtime AS last_time
FROM patch_compliance
WHERE
  coalesce(TRY_CAST(missingcount AS bigint), 0) > 0
  OR coalesce(TRY_CAST(failedcount AS bigint), 0) > 0
  OR coalesce(TRY_CAST(installedpendingrebootcount AS bigint), 0) > 0
ORDER BY critical DESC, missing DESC, account, instance
