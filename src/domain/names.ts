/** Alone, since the formatter has room for little else. */
export const UNDELIVERED = 'NotificationsUndelivered';

/**
 * What Metsuke calls its resources, without the prefix, wherever more than one file must know. By what they are; a test
 * holds them against the templates, and refuses a name that is written out in two files. See namespace.ts for their ARNs.
 */
export const NAMES = {
  alarm: { undelivered: UNDELIVERED },
  aggregator: { config: 'ConfigAggregator' },
  alias: { guardDuty: 'guardduty', images: 'images', sessions: 'sessions', trail: 'trail' },
  analyzer: { externalAccess: 'ExternalAccess', unusedAccess: 'UnusedAccess' },
  association: { inventory: 'inventory' },
  bucket: {
    accessLogs: 's3-access-logs',
    guardDuty: 'guardduty',
    logs: 'logs',
    reports: 'reports',
    trail: 'trail',
  },
  boundary: { roles: 'RoleBoundary' },
  bus: { notifications: 'notifications' },
  connection: { notifications: 'Notifications' },
  dataSync: { inventory: 'inventory' },
  document: { session: 'Session' },
  logGroup: { sessions: 'sessions' },
  managedPolicy: { sessionOperator: 'SessionOperator', sessionViewer: 'SessionViewer' },
  recorder: { config: 'recorder' },
  role: {
    administratorExecution: 'AdministratorExecutionRole',
    auditAdministrator: 'AuditAdministratorRole',
    auditReadOnly: 'AuditReadOnlyRole',
    chatNotifications: 'ChatNotifications',
    configAggregator: 'ConfigAggregatorRole',
    configRemediation: 'ConfigRemediation',
    eventForwarding: 'EventForwarding',
    hostManagement: 'HostManagement',
    imageBuild: 'ImageBuild',
    imageLifecycle: 'ImageLifecycle',
    instance: 'Instance',
    logCollection: 'LogCollection',
    logCollectionSchedule: 'LogCollectionSchedule',
    logStreamDelivery: 'LogStreamDelivery',
    logSubscription: 'LogSubscription',
    notificationDigest: 'NotificationDigest',
    notificationFormatter: 'NotificationFormatter',
    notificationWebhook: 'NotificationWebhook',
    readOnlyExecution: 'ReadOnlyExecutionRole',
    reportRuns: 'ReportRuns',
    reportSchedule: 'ReportSchedule',
  },
  rule: { heartbeat: 'Heartbeat' },
  stateMachine: { logCollection: 'log-collection' },
  table: { notifications: 'Notifications' },
  topic: { config: 'AllConfigNotifications', security: 'AggregateSecurityNotifications' },
  trail: { events: 'trail' },
  workGroup: { reports: 'reports' },
} as const;
