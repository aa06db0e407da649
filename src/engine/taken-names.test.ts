import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, inputOf, run } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import type { Ports } from './observe/ports.ts';
import { type CheckedNames, readNames } from './taken-names.ts';

const CONFIG = aConfig();

let aws: FakeAws;
beforeEach(() => {
  aws = new FakeAws(anOrg().with(account('dev')).build());
});

async function namesOf(ports: Ports = aws.connect().ports): Promise<Record<string, CheckedNames>> {
  const found = await readNames(ports, await inputOf(aws, CONFIG));
  return Object.fromEntries(found.map((names) => [names.what, names]));
}

/** Topics of these names are there. */
function withTopics(...names: readonly string[]): Ports {
  const { ports } = aws.connect();
  return {
    ...ports,
    inAccount: (id, role) => {
      const there = ports.inAccount(id, role);
      const exists = async (arn: string) => names.some((name) => arn.endsWith(`:${id}:${name}`));
      return { ...there, topics: { ...there.topics, exists } };
    },
  };
}

describe('before the first apply', () => {
  it('names are free', async () => {
    const { 'audit roles': roles, topics, 'log buckets': buckets } = await namesOf();
    expect(roles).toMatchObject({ found: 'names free', findings: [] });
    expect(topics).toMatchObject({ found: 'names free', findings: [] });
    expect(buckets).toMatchObject({ found: 'names free', findings: [] });
  });

  it('a role of ours by name that we did not make is named', async () => {
    aws.addRole(aws.idOf('audit'), 'aws-organizations-AuditReadOnlyRole');
    const { 'audit roles': roles } = await namesOf();
    expect(roles).toMatchObject({ found: 'names taken' });
    expect(roles?.findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'name-taken aws-organizations-AuditReadOnlyRole exists already, and Metsuke did not make it: deploying it would fail.',
    ]);
  });

  it('so is a topic, in the audit account', async () => {
    const { topics } = await namesOf(withTopics('aws-organizations-AggregateSecurityNotifications'));
    expect(topics).toMatchObject({ found: 'names taken' });
    expect(topics?.findings).toHaveLength(1);
  });

  it('an account that lets nobody in is not called free', async () => {
    aws.closeDoor('audit');
    const { 'audit roles': roles, topics } = await namesOf();
    for (const names of [roles, topics])
      expect(names).toMatchObject({ found: 'could not be looked at', findings: [{ code: 'not-checked' }] });
  });
});

describe('after it', () => {
  beforeEach(async () => {
    expect((await run(aws, CONFIG)).result.status).toBe('done');
  });

  it('what is there is ours, and no account is asked', async () => {
    const { ports, calls } = aws.connect();
    const input = await inputOf(aws, CONFIG);
    const found = await readNames(ports, input);
    expect(found.map(({ found: how }) => how)).toEqual(['deployed', 'deployed', 'deployed']);
    expect(found.flatMap(({ findings }) => findings)).toEqual([]);
    expect(calls).toEqual([]);
  });

  it.each([
    ['ROLLBACK_COMPLETE', 'names taken'],
    ['REVIEW_IN_PROGRESS', 'names taken'],
    ['UPDATE_ROLLBACK_COMPLETE', 'deployed'],
  ])('a deployment that failed is asked for its stack: %s', async (status, found) => {
    const instances = aws.stackSets.sets.get('AWSOrganizations-SecurityResource')?.instances;
    for (const [key, instance] of instances ?? []) instances?.set(key, { ...instance, status: 'OUTDATED' });
    aws.addRole(aws.idOf('audit'), 'aws-organizations-AuditReadOnlyRole');
    const { ports } = aws.connect();
    const answering: Ports = {
      ...ports,
      inAccount: (id, role) => {
        const there = ports.inAccount(id, role);
        const read = async (name: string) => ({ ...STACK, name, status }) as never;
        return { ...there, stacks: { ...there.stacks, read } };
      },
    };
    expect((await namesOf(answering))['audit roles']).toMatchObject({ found });
  });
});

const STACK = { templateBody: '{}', parameters: {}, tags: {}, outputs: {}, reason: null };
