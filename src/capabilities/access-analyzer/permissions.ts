// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import { arns, type Permission } from '../../blueprints/stackset-execution/permission.ts';
import { PRINCIPAL } from './names.ts';

/** What CloudFormation calls, as the execution role, for each type that only this capability deploys. */
export const ACCESS_ANALYZER_PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = {
  'AWS::AccessAnalyzer::Analyzer': [
    {
      actions: [
        'access-analyzer:*Analyzer',
        'access-analyzer:*ArchiveRule*',
        'access-analyzer:ListTagsForResource',
        'access-analyzer:TagResource',
        'access-analyzer:UntagResource',
      ],
      resources: arns('AWS::AccessAnalyzer::Analyzer'),
    },
    {
      // To look for them knows no resource.
      actions: [
        'access-analyzer:ListAnalyzers',
        'organizations:ListAWSServiceAccessForOrganization',
        'organizations:ListDelegatedAdministrators',
      ],
      resources: ['*'],
    },
    {
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/aws-service-role/${PRINCIPAL}/*`],
    },
  ],
};
