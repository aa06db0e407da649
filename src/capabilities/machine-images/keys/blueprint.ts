// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Blueprint } from '../../../blueprints/blueprint.ts';
import { makeTemplate } from '../../../blueprints/cdk.ts';
import { addResourcePrefixParameter } from '../../../blueprints/common.ts';
import { ownerStatement } from '../../../blueprints/key-policy.ts';
import { ours } from '../../../blueprints/ours.ts';
import { NAMES } from '../../../domain/names.ts';
import { note } from '../../../domain/say.ts';
import type { Template } from '../../../domain/template.ts';

/** An image that AWS's own key encrypts cannot be shared: each region of the image account has a key of Metsuke. */
export const imageKeys: Blueprint = {
  id: 'image-keys',
  title: note`Key of the machine images, in every governed region of the image account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-ImageKeys',
  destination: 'image',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-administration', 'stackset-execution'],
  sensitiveParameters: [],
  isEnabled: (config) => config.machineImages.enabled,
  template: makeKeysTemplate,
  parameters: ({ config, organizationId }) => ({ ManagedResourcePrefix: config.resourcePrefix, OrgID: organizationId }),
};

/** What starting an instance from an encrypted image of another account takes. */
const USE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncrypt*'];

function makeKeysTemplate(): Template {
  return makeTemplate('Key that encrypts machine images of the organization.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    new cdk.CfnParameter(scope, 'OrgID', { type: 'String', description: 'AWS Organizations ID' });
    const ofTheOrganization = { StringEquals: { 'aws:PrincipalOrgID': cdk.Fn.ref('OrgID') } };
    const key = new cdk.aws_kms.CfnKey(scope, 'ImageKey', {
      description: cdk.Fn.sub('${ManagedResourcePrefix} machine images'),
      enableKeyRotation: true,
      keyPolicy: {
        Version: '2012-10-17',
        Statement: [
          ownerStatement(cdk),
          {
            Sid: 'StartInstances',
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: USE,
            Resource: '*',
            Condition: ofTheOrganization,
          },
          {
            Sid: 'AttachVolumes',
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: 'kms:CreateGrant',
            Resource: '*',
            Condition: { ...ofTheOrganization, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
          },
          {
            Sid: 'NoGrantsForPeople',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'kms:CreateGrant',
            Resource: '*',
            Condition: {
              BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' },
            },
          },
        ],
      },
    });
    // Whoever has lost the key has lost every image, and every volume that was made from one.
    key.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    key.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
    new cdk.aws_kms.CfnAlias(scope, 'ImageKeyAlias', {
      aliasName: cdk.Fn.sub(`alias/${ours(NAMES.alias.images)}`),
      targetKeyId: key.attrArn,
    });
  });
}
