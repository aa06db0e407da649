import type { Config } from '../../config/schema.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Guardrail, OrganizationFacts } from '../guardrail.ts';

/**
 * An AWS service reaches resources of the organization on behalf of accounts of the organization only, whatever their
 * own policies say. Only calls that name an account on whose behalf they are made are looked at.
 */
export const confusedDeputy: Guardrail = {
  id: 'confused-deputy',
  section: 'confusedDeputy',
  title: 'AWS services reach resources on behalf of accounts of the organization only',
  type: 'RESOURCE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-confused-deputy`,
  description: () => 'AWS services reach resources on behalf of accounts of the organization only.',
  document: makeDocument,
};

/** Services that resource control policies cover and whose resources other services write to or read from. */
const ACTIONS = ['dynamodb:*', 'ecr:*', 'kms:*', 'logs:*', 's3:*', 'secretsmanager:*', 'sqs:*', 'sts:AssumeRole'];

function makeDocument(config: Config, { organizationId }: OrganizationFacts): JsonObject {
  const { allowedAccounts } = config.guardrails.confusedDeputy;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ConfusedDeputy',
        Effect: 'Deny',
        Principal: '*',
        Action: ACTIONS,
        Resource: '*',
        Condition: {
          StringNotEqualsIfExists: {
            'aws:SourceOrgID': organizationId,
            ...(allowedAccounts.length > 0 && { 'aws:SourceAccount': allowedAccounts }),
          },
          Null: { 'aws:SourceAccount': 'false' },
          Bool: { 'aws:PrincipalIsAWSService': 'true' },
        },
      },
    ],
  };
}
