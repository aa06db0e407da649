// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Blueprint } from '../../../blueprints/blueprint.ts';
import { makeTemplate } from '../../../blueprints/cdk.ts';
import { addResourcePrefixParameter } from '../../../blueprints/common.ts';
import { ownerStatement } from '../../../blueprints/key-policy.ts';
import { ours } from '../../../blueprints/ours.ts';
import { NAMES } from '../../../domain/names.ts';
import { note } from '../../../domain/say.ts';
import type { Template } from '../../../domain/template.ts';
import { SESSION_KEY_EXPORT, SESSION_LOG_GROUP } from '../names.ts';

/** In front of the preferences, which name the key by its id. */
export const sessionKeys: Blueprint = {
  id: 'session-keys',
  title: note`Key of the sessions and of their log, in every governed account and region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-SessionKeys',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  isEnabled: ({ sessions }) => sessions.enabled && sessions.kmsKey,
  template: makeKeyTemplate,
  parameters: ({ config }) => ({ ManagedResourcePrefix: config.resourcePrefix }),
};

function makeKeyTemplate(): Template {
  return makeTemplate('Key that encrypts sessions on the instances of this account and region.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    const logGroup = cdk.Fn.sub(
      `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${SESSION_LOG_GROUP}`,
    );
    const key = new cdk.aws_kms.CfnKey(scope, 'SessionKey', {
      description: cdk.Fn.sub('${ManagedResourcePrefix} sessions'),
      enableKeyRotation: true,
      keyPolicy: {
        Version: '2012-10-17',
        Statement: [
          ownerStatement(cdk),
          {
            Sid: 'EncryptTheLog',
            Effect: 'Allow',
            Principal: { Service: cdk.Fn.sub('logs.${AWS::Region}.amazonaws.com') },
            Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
            Resource: '*',
            Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroup } },
          },
        ],
      },
    });
    // Whoever has lost the key has lost the log of what was done.
    key.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    key.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
    new cdk.aws_kms.CfnAlias(scope, 'SessionKeyAlias', {
      aliasName: cdk.Fn.sub(`alias/${ours(NAMES.alias.sessions)}`),
      targetKeyId: key.attrArn,
    });
    new cdk.CfnOutput(scope, 'SessionKeyArn', {
      value: key.attrArn,
      exportName: cdk.Fn.sub(SESSION_KEY_EXPORT),
    });
  });
}
