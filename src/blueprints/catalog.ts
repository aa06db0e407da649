import { CAPABILITIES } from '../capabilities/catalog.ts';
import { accountBaseline } from './account-baseline/blueprint.ts';
import { accountRoles } from './account-roles/blueprint.ts';
import { accountTrail } from './account-trail/blueprint.ts';
import { auditExecutionRoles } from './audit-execution-roles/blueprint.ts';
import type { Blueprint } from './blueprint.ts';
import { configRecorder } from './config-recorder/blueprint.ts';
import { configRules } from './config-rules/blueprint.ts';
import { logArchiveRegions } from './log-archive-regions/blueprint.ts';
import { loggingResource } from './logging-resource/blueprint.ts';
import { makeManagementExecution } from './management-execution/blueprint.ts';
import { notificationHub } from './notification-hub/blueprint.ts';
import { notificationRoutes } from './notification-routes/blueprint.ts';
import { organizationTrail } from './organization-trail/blueprint.ts';
import { securityResource } from './security-resource/blueprint.ts';
import { securityTopic } from './security-topic/blueprint.ts';
import { stackSetAdministration } from './stackset-administration/blueprint.ts';
import { stackSetExecution } from './stackset-execution/blueprint.ts';
import { trailArchive } from './trail-archive/blueprint.ts';
import { trailKey } from './trail-key/blueprint.ts';
import { withBoundary } from './with-boundary.ts';

const ALL: readonly Blueprint[] = [
  stackSetAdministration,
  stackSetExecution,
  makeManagementExecution(() => BLUEPRINTS),
  accountBaseline,
  accountRoles,
  loggingResource,
  securityTopic,
  securityResource,
  notificationHub,
  notificationRoutes,
  auditExecutionRoles,
  configRecorder,
  configRules,
  trailArchive,
  trailKey,
  organizationTrail,
  accountTrail,
  logArchiveRegions,
  ...CAPABILITIES.flatMap(({ blueprints }) => blueprints),
];

/** Every blueprint, each after those that it depends on. */
export const BLUEPRINTS: readonly Blueprint[] = ALL.map(withBoundary);

export function blueprintById(id: string): Blueprint | undefined {
  return BLUEPRINTS.find((blueprint) => blueprint.id === id);
}
