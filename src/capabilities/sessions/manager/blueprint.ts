import type { Blueprint } from '../../../blueprints/blueprint.ts';
import { makeTemplate } from '../../../blueprints/cdk.ts';
import { addResourcePrefixParameter } from '../../../blueprints/common.ts';
import type { Config } from '../../../config/schema.ts';
import { note } from '../../../domain/say.ts';
import type { Template } from '../../../domain/template.ts';
import { SESSION_KEY_EXPORT, SESSION_LOG_GROUP, SET_AS_DEFAULT, sessionDocumentName } from '../names.ts';
import { judgeDefaults, sessionDefaults } from './defaults.ts';
import { preferencesDocument } from './preferences.ts';

/** How sessions on instances run, and where what happens in them is kept. */
export const sessionManager: Blueprint = {
  id: 'session-manager',
  title: note`Preferences and log group of sessions, in every governed account and region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-SessionManager',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline', 'account-roles', 'session-keys'],
  sensitiveParameters: [],
  occupied: { by: 'session-defaults', judge: judgeDefaults },
  sessionDefaults: {
    wanted: sessionDefaults,
    after: ['account-roles', 'session-keys'],
    givenBackBefore: ['account-roles'],
  },
  lostWithIt: note`the log of sessions is written no longer`,
  isEnabled: (config) => config.sessions.enabled,
  template: makeSessionTemplate,
  parameters: ({ config }) => ({ ManagedResourcePrefix: config.resourcePrefix }),
};

function makeSessionTemplate(config: Config): Template {
  return makeTemplate(describe(config), (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    const key = config.sessions.kmsKey ? cdk.Fn.importValue(cdk.Fn.sub(SESSION_KEY_EXPORT)) : undefined;
    const logGroup = new cdk.aws_logs.CfnLogGroup(scope, 'SessionLogGroup', {
      logGroupName: cdk.Fn.sub(SESSION_LOG_GROUP),
      retentionInDays: config.sessions.retentionDays,
      ...(key === undefined ? {} : { kmsKeyId: key }),
    });
    // What was done in sessions outlives them, and the switch that ends them.
    logGroup.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN;
    logGroup.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
    new cdk.aws_ssm.CfnDocument(scope, 'SessionDocument', {
      name: sessionDocumentName(config),
      documentType: 'Session',
      documentFormat: 'JSON',
      updateMethod: 'Replace',
      content: preferencesDocument(config, { logGroup: logGroup.ref, key: key ?? '' }),
    });
  });
}

function describe({ sessions: { asDefault, defaultHostManagement } }: Config): string {
  const also = [...(asDefault ? [SET_AS_DEFAULT] : []), ...(defaultHostManagement ? ['default host management'] : [])];
  const beside = also.length === 0 ? '' : ` Set beside it: ${also.join(', ')}.`;
  return `Sessions on the instances of this account and region.${beside}`;
}
