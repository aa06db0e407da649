import type { Config } from '../../config/schema.ts';
import type { Policy } from '../../notifications/policy.ts';

/** What of metsuke.yaml the formatter must know. */
export function policyOf({ notifications, resourcePrefix }: Config): Policy {
  const { timeZone, minimumSeverity, groupHours, messagesPerHour, quietHours, digest, breakGlassRoles } = notifications;
  return {
    resourcePrefix,
    timeZone,
    minimumSeverity,
    groupHours,
    messagesPerHour,
    quietHours: quietHours ?? null,
    digest: digest.enabled,
    breakGlassRoles,
  };
}
