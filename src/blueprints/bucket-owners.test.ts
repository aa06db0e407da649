import { describe, expect, it } from 'vitest';
import { asObject, type DeployedTemplate } from '../../test/support/cloudformation.ts';
import {
  deployBlueprint,
  EVERY_CHANNEL,
  FOREIGN,
  HOME_REGION,
  LOG,
} from '../../test/support/cloudformation-fixture.ts';
import { decide } from '../../test/support/simulate.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { BLUEPRINTS } from './catalog.ts';

/** Roles of ours that may change buckets and need not ask whose they are, and why. */
const WITHOUT_OWNER: Readonly<Record<string, string>> = {
  'stackset-execution': 'makes buckets, and writes no object into any',
  'management-execution': 'the same in the management account',
  'account-roles ConfigRemediationRole': 'closes the bucket that AWS Config names in its own account',
};

const ON = {
  ...EVERY_CHANNEL,
  configRules: { enabled: true, remediate: ['s3-bucket-level-public-access-prohibited'] },
  machineImages: { enabled: true },
  sessions: { enabled: true, operators: { tag: 'team', values: ['a'] } },
  reports: { athena: { enabled: true, schedule: { every: 'DAILY' } } },
};
const EVERY_WAY = ['EXPORT', 'FIREHOSE'].map((method) => ({ ...ON, logCollection: { enabled: true, method } }));

interface Writing {
  /** `account-roles LogCollectionRole` */
  readonly of: string;
  readonly statement: JsonObject;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const listed = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Statements of roles and managed policies that let them write into a bucket. */
function writingsIn(blueprint: string, { resources }: DeployedTemplate): readonly Writing[] {
  return Object.entries(resources)
    .filter(([, properties]) => 'RoleName' in properties || 'ManagedPolicyName' in properties)
    .flatMap(([id, properties]) => {
      const inline = listed(properties.Policies).map((policy) => asObject(policy).PolicyDocument);
      const documents = [...inline, ...listed(properties.PolicyDocument)];
      return documents
        .flatMap((document) => listed(asObject(document ?? null).Statement))
        .map((one) => ({ of: `${blueprint} ${id}`, statement: asObject(one) }));
    })
    .map(({ of, statement }) => ({
      of,
      statement,
      actions: listed(statement.Action).map(String),
      resources: listed(statement.Resource).map(String),
    }))
    .filter(({ actions }) => actions.some((action) => /^(s3:(Put|Abort|\*)|\*)/.test(action)));
}

const found = EVERY_WAY.flatMap((changes) =>
  BLUEPRINTS.flatMap((blueprint) => writingsIn(blueprint.id, deployBlueprint(blueprint, changes))),
);
const isExcused = ({ of }: Writing): boolean =>
  Object.keys(WITHOUT_OWNER).some((name) => of === name || of.startsWith(`${name} `));
const writings = found.filter((writing) => !isExcused(writing));

describe('a role of ours that writes into a bucket', () => {
  it('is one of these', () => {
    expect([...new Set(writings.map(({ of }) => of))].sort()).toEqual([
      'account-roles LogCollectionRole',
      'account-roles LogStreamDeliveryRole',
      'athena-schedule RunRole',
      'image-pipeline BuildRole',
    ]);
    const unknown = Object.keys(WITHOUT_OWNER).filter(
      (name) => !found.some(({ of }) => `${of} `.startsWith(`${name} `)),
    );
    expect(unknown).toEqual([]);
  });

  it.each(writings)(
    '$of: $actions only in a bucket of ours, whoever lets it in',
    async ({ statement, actions, resources }) => {
      for (const action of actions.filter((name) => /Object|Upload$/.test(name))) {
        for (const pattern of resources) {
          const resource = pattern.replace(/-\*\//, `-${HOME_REGION}/`).replaceAll('*', 'x');
          const verdicts = await Promise.all(
            [LOG, FOREIGN].map((owner) =>
              decide(
                {
                  principal: `arn:aws:iam::${LOG}:role/x`,
                  action,
                  resource,
                  owner,
                  context: { 's3:ResourceAccount': owner },
                },
                { identity: [{ Version: '2012-10-17', Statement: [statement] }], resource: OPEN_TO_ALL },
              ),
            ),
          );
          expect([resource, verdicts]).toEqual([resource, ['allowed', 'denied']]);
        }
      }
    },
  );
});

/** As a stranger would, who wants the logs. */
const OPEN_TO_ALL = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${LOG}:root` }, Action: 's3:*', Resource: '*' }],
};
