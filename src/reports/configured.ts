import type { Parameters } from '../query/query.ts';

/** What reports need to know of metsuke.yaml. */
export interface ReportSettings {
  readonly resourcePrefix: string;
  readonly homeRegion: string;
  readonly governedRegions?: readonly string[] | undefined;
  readonly notifications: { readonly timeZone: string; readonly breakGlassRoles: readonly string[] };
}

/** What the configuration says to reports instead of their defaults. */
export function configuredParameters({
  resourcePrefix,
  homeRegion,
  governedRegions = [],
  notifications,
}: ReportSettings): Parameters {
  const { timeZone, breakGlassRoles } = notifications;
  return {
    resource_prefix: resourcePrefix,
    allowed_regions: [...new Set([homeRegion, ...governedRegions])],
    time_zone: timeZone,
    ...(breakGlassRoles.length > 0 ? { break_glass_pattern: rolePattern(breakGlassRoles) } : {}),
  };
}

/** Names of roles, whole: alone, or at the end of an ARN behind a path. */
function rolePattern(roles: readonly string[]): string {
  const names = roles.map((role) => role.replaceAll(/[^\w-]/g, (sign) => `[${sign}]`));
  return `(^|/)(${names.join('|')})$`;
}
