import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { awsOf } from '../../test/support/aws.ts';
import type { TestSandbox } from '../../test/support/sandbox.ts';
import { startSandbox } from '../../test/support/sandbox.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Ports, StackDefinition, StackSetDefinition, StackSetOperation } from '../engine/observe/ports.ts';
import { findPython, parseRequirements, pythonCandidates } from '../sandbox/python.mjs';
import type { ConnectOptions } from './client-options.ts';
import { connect } from './connect.ts';
import { openTableBucket } from './table-bucket.ts';

/** The adapters against the emulated organization: what the SDK really sends, and what it makes of real answers. */

const REGION = 'ap-northeast-1';
const MASTER = '111111111111' as AccountId;
const AUDIT = '222222222222' as AccountId;
const LOG = '333333333333' as AccountId;
const DEV = '444444444444' as AccountId;
const BOOTSTRAP = 'OrganizationAccountAccessRole';
const MORE_ACCOUNTS = 30;
const SLOW = 60_000;

const ORGANIZATION = {
  id: 'o-sandbox00001',
  management: { id: MASTER, name: 'master', email: 'master@example.com' },
  units: [
    { name: 'Security', accounts: ['audit', 'log'] },
    { name: 'Workloads', accounts: ['dev'], units: [{ name: 'Production', accounts: ['prod'] }, { name: 'Many' }] },
  ],
  accounts: [
    { id: AUDIT, name: 'audit', email: 'audit@example.com' },
    { id: LOG, name: 'log', email: 'log@example.com' },
    { id: DEV, name: 'dev', email: 'dev@example.com' },
    { id: '555555555555', name: 'prod', email: 'prod@example.com' },
    { id: '777777777777', name: 'old-poc', email: 'x@example.com', state: 'SUSPENDED', joined: 'INVITED' },
  ],
  generate: { count: MORE_ACCOUNTS, unit: 'Many', namePrefix: 'more-' },
};

const root = join(import.meta.dirname, '../..');
const requirements = parseRequirements(readFileSync(join(root, 'sandbox/requirements.in'), 'utf8'));
const python = findPython(
  pythonCandidates({ root, environment: process.env, platform: process.platform }),
  requirements,
);

describe.skipIf(python.fitting === null)('against the emulator (skipped without a Python that has moto)', () => {
  let sandbox: TestSandbox;
  let aws: Ports;

  beforeAll(async () => {
    sandbox = await startSandbox(ORGANIZATION);
    aws = connectAs(MASTER);
  }, SLOW);
  afterAll(async () => sandbox?.stop());
  beforeEach(async () => sandbox.faults({ kind: 'clear' }));

  function connectAs(account: AccountId, options: Partial<ConnectOptions> = {}): Ports {
    return connect({ region: REGION, environment: sandbox.environmentOf(account), maxAttempts: 3, ...options });
  }

  it('reads what compactions wrote of the newest logs, from a bucket of the right account alone', async () => {
    const { s3 } = awsOf(sandbox, LOG);
    await s3.createBucket({ Bucket: 'example-newest', CreateBucketConfiguration: { LocationConstraint: REGION } });
    const { condition } = aws.inAccount(LOG, BOOTSTRAP);
    const place = { bucket: 'example-newest', prefix: 'logs/', region: REGION, owner: LOG };
    expect(await condition.readNewestLogs(place)).toBeNull();
    const put = (Body: string) =>
      s3.putObject({ Bucket: 'example-newest', Key: 'logs/curated-manifest/newest-logs.json', Body });
    const newest = { format: 1, through: '2026-11-25', accounts: { [LOG]: '2026-11-25', [DEV]: null } };
    await put(JSON.stringify(newest));
    expect(await condition.readNewestLogs(place)).toEqual(newest);
    await expect(condition.readNewestLogs({ ...place, owner: DEV })).rejects.toMatchObject({ code: 'access-denied' });
    await put(JSON.stringify({ ...newest, accounts: { x: 'y' } }));
    await expect(condition.readNewestLogs(place)).rejects.toThrow(/is not what metsuke archive compact writes/);
  });

  describe('a bucket in which a table is kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'metsuke-table-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const openTable = (prefix: string) => {
      const environment = sandbox.environmentOf(LOG);
      return openTableBucket({ region: REGION, environment, bucket: 'example-curated', prefix });
    };
    beforeAll(async () => {
      const CreateBucketConfiguration = { LocationConstraint: 'ap-northeast-1' as const };
      await awsOf(sandbox, LOG).s3.createBucket({ Bucket: 'example-curated', CreateBucketConfiguration });
    });

    it('lets one of two write who expect the same, and tells the other', async () => {
      const table = openTable('one/');
      expect(await table.read('a')).toBeUndefined();
      expect(await table.write('a', Buffer.from('x'), 'd41d8cd98f00b204e9800998ecf8427e')).toBeNull();
      const first = await table.write('a', Buffer.from('first'), null);
      expect(await table.write('a', Buffer.from('second'), null)).toBeNull();
      const second = await table.write('a', Buffer.from('second'), first);
      expect(await table.write('a', Buffer.from('third'), first)).toBeNull();
      expect(await table.read('a')).toEqual({ body: new Uint8Array(Buffer.from('second')), etag: second });
      const keys = [];
      for await (const { key, etag } of table.list('')) keys.push([key, etag]);
      expect(keys).toEqual([['a', second]]);
    });

    it('says which bucket is missing, to whoever reads and to whoever lists', async () => {
      const environment = sandbox.environmentOf(LOG);
      const table = openTableBucket({ region: REGION, environment, bucket: 'example-nowhere', prefix: '' });
      const missing = { code: 'not-found', message: 'There is no bucket example-nowhere.' };
      await expect(table.read('a')).rejects.toMatchObject(missing);
      await expect(table.list('')[Symbol.asyncIterator]().next()).rejects.toMatchObject(missing);
    });

    it('takes what it has written itself for written, when the answer was lost', async () => {
      const table = openTable('lost/');
      const etag = await table.write('a', Buffer.from('mine'), null);
      expect(await table.write('a', Buffer.from('mine'), null)).toBe(etag);
    });

    it(
      'has a large file as a whole or not at all',
      async () => {
        const table = openTable('large/');
        const path = join(folder, 'large');
        const content = Buffer.alloc(17 * 1024 ** 2, 'metsuke ');
        writeFileSync(path, content);
        const sha256 = createHash('sha256').update(content).digest('hex');
        let pieces = 0;
        const options = {
          sha256,
          onPiece: async () => {
            pieces += 1;
          },
        };
        const etag = await table.upload('a', path, { ...options, expected: null });
        expect({ pieces, etag }).toEqual({ pieces: 2, etag: expect.stringMatching(/-2$/) });
        const other = { ...options, sha256: '0'.repeat(64) };
        expect(await table.upload('a', path, { ...other, expected: null })).toBeNull();
        expect(await table.upload('a', path, { ...other, expected: etag })).toMatch(/-2$/);
        const copy = join(folder, 'copy');
        expect(await table.download('a', copy)).toEqual({ sha256 });
        expect(readFileSync(copy).equals(content)).toBe(true);
        expect(await table.download('b', copy)).toBeUndefined();
        const { Uploads = [] } = await awsOf(sandbox, LOG).s3.listMultipartUploads({ Bucket: 'example-curated' });
        expect(Uploads).toEqual([]);
      },
      SLOW,
    );
  });

  describe('the organization', () => {
    it('is read with its root and switched-on policy types', async () => {
      const organization = await aws.organizations.readOrganization();
      expect(organization).toMatchObject({ id: ORGANIZATION.id, managementAccountId: MASTER, allFeatures: true });
      expect(organization.rootId).toMatch(/^r-/);
      await expect(aws.identity.readCaller()).resolves.toMatchObject({ accountId: MASTER });
    });

    it('is refused to a member, naming both accounts', async () => {
      const error = await connectAs(DEV)
        .organizations.readOrganization()
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'not-management-account' });
      expect(String(error)).toMatch(new RegExp(`${DEV}.*${MASTER}`));
    });

    it('has every account of every page, with state, path and how it joined, without e-mail addresses', async () => {
      const [accounts, { rootId }] = await Promise.all([
        aws.organizations.listAccounts(),
        aws.organizations.readOrganization(),
      ]);
      const units = await aws.organizations.listUnits(rootId);
      const unitId = (path: string) => units.find((unit) => unit.path === path)?.id;
      expect(accounts).toHaveLength(1 + ORGANIZATION.accounts.length + MORE_ACCOUNTS);
      const byName = new Map(accounts.map((account) => [account.name, account]));
      expect(byName.get('old-poc')).toMatchObject({ state: 'SUSPENDED', joined: 'INVITED', path: [rootId] });
      expect(byName.get('prod')).toMatchObject({
        state: 'ACTIVE',
        joined: 'CREATED',
        path: [rootId, unitId('Workloads'), unitId('Workloads/Production')],
      });
      expect(JSON.stringify(accounts)).not.toContain('@');
    });

    it('costs pages, not accounts', async () => {
      await sandbox.resetCalls();
      await aws.organizations.listAccounts();
      expect((await sandbox.calls()).total).toBeLessThan(12);
    });

    it('switches on service access, delegation and access of stack sets', async () => {
      await aws.organizations.enableServiceAccess('config.amazonaws.com');
      await expect(aws.organizations.listServiceAccess()).resolves.toContain('config.amazonaws.com');
      const administrator = { accountId: AUDIT, servicePrincipal: 'config.amazonaws.com' };
      await aws.organizations.registerDelegatedAdministrator(administrator);
      await aws.organizations.registerDelegatedAdministrator(administrator);
      await expect(aws.organizations.listDelegatedAdministrators()).resolves.toContainEqual(administrator);
      await aws.organizations.activateStackSetsAccess();
      await expect(aws.organizations.readStackSetsAccess()).resolves.toBe('ENABLED');
    });

    it('takes a policy through its life', async () => {
      const { rootId } = await aws.organizations.readOrganization();
      const type = 'SERVICE_CONTROL_POLICY';
      await aws.organizations.enablePolicyType(rootId, type);
      await aws.organizations.enablePolicyType(rootId, type);
      await expect(aws.organizations.readOrganization()).resolves.toMatchObject({
        enabledPolicyTypes: expect.arrayContaining([type]),
      });
      const policy = { name: 'region-restriction', description: 'd', content: document('ec2:*') };
      const id = await aws.organizations.createPolicy({ ...policy, type });
      await aws.organizations.attachPolicy(id, rootId);
      await aws.organizations.attachPolicy(id, rootId);
      await expect(aws.organizations.readPolicies(type, ['region-restriction', 'absent'])).resolves.toEqual([
        { id, type, ...policy, targets: [rootId] },
      ]);
      await aws.organizations.updatePolicy(id, { ...policy, content: document('s3:*') });
      const [updated] = await aws.organizations.readPolicies(type, ['region-restriction']);
      expect(updated?.content).toBe(document('s3:*'));
      await aws.organizations.detachPolicy(id, rootId);
      await aws.organizations.detachPolicy(id, rootId);
      await aws.organizations.deletePolicy(id);
      await aws.organizations.deletePolicy(id);
      await expect(aws.organizations.readPolicies(type, ['region-restriction'])).resolves.toEqual([]);
    });
  });

  describe('credentials and calls', () => {
    it('with a wrong key are rejected', async () => {
      const environment = { ...sandbox.environmentOf(MASTER), AWS_ACCESS_KEY_ID: 'AKIANOBODY0000000000' };
      await expect(connectAs(MASTER, { environment }).identity.readCaller()).rejects.toMatchObject({
        code: 'credentials-rejected',
      });
    });

    it('with a wrong secret are rejected without being printed', async () => {
      const environment = { ...sandbox.environmentOf(MASTER), AWS_SECRET_ACCESS_KEY: 'a-wrong-secret' };
      const error = await connectAs(MASTER, { environment })
        .organizations.listAccounts()
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'credentials-rejected' });
      expect(String(error)).not.toContain('a-wrong-secret');
    });

    it('are repeated when throttled, and say so when it does not end', async () => {
      await sandbox.faults({ kind: 'throttle', service: 'organizations', operation: 'ListRoots', times: 1 });
      await expect(aws.organizations.readOrganization()).resolves.toMatchObject({ managementAccountId: MASTER });
      await sandbox.faults({ kind: 'throttle', service: 'organizations', operation: 'ListRoots', times: 9 });
      await expect(aws.organizations.readOrganization()).rejects.toMatchObject({ code: 'throttled' });
    });

    it('that are denied name the operation', async () => {
      await sandbox.faults({
        kind: 'error',
        service: 'organizations',
        operation: 'ListAccounts',
        code: 'AccessDeniedException',
      });
      await expect(aws.organizations.listAccounts()).rejects.toMatchObject({
        code: 'access-denied',
        message: expect.stringContaining('organizations:ListAccounts'),
      });
    });
  });

  describe('the lease', () => {
    it('is given to one of many who ask at once', async () => {
      const asked = Array.from({ length: 8 }, (_, number) => aws.lease.create('/metsuke/lease/1', `holder ${number}`));
      expect((await Promise.all(asked)).filter((given) => given)).toHaveLength(1);
      await aws.lease.overwrite('/metsuke/lease/1', 'mine');
      await expect(aws.lease.list('/metsuke/lease')).resolves.toEqual([{ name: '/metsuke/lease/1', value: 'mine' }]);
      await aws.lease.delete('/metsuke/lease/1');
      await aws.lease.delete('/metsuke/lease/1');
      await expect(aws.lease.list('/metsuke/lease')).resolves.toEqual([]);
    });
  });

  describe('a stack', () => {
    it(
      'is made, read, updated, left alone when nothing changes, and deleted',
      async () => {
        await expect(aws.stacks.read('topics', REGION)).resolves.toBeNull();
        await aws.stacks.create(topicStack('topics', 'one'), REGION);
        const created = await aws.stacks.read('topics', REGION);
        expect(created).toMatchObject({
          status: 'CREATE_COMPLETE',
          account: MASTER,
          region: REGION,
          parameters: { Name: 'one' },
          tags: { owner: 'metsuke' },
          outputs: { Topic: `arn:aws:sns:${REGION}:${MASTER}:one` },
        });
        expect(JSON.parse(created?.templateBody ?? '')).toEqual(JSON.parse(TOPIC_TEMPLATE));
        await expect(aws.stacks.update(topicStack('topics', 'one'), REGION)).resolves.toBe('unchanged');
        await expect(aws.stacks.update(topicStack('topics', 'two'), REGION)).resolves.toBe('updated');
        await expect(aws.stacks.read('topics', REGION)).resolves.toMatchObject({
          status: 'UPDATE_COMPLETE',
          parameters: { Name: 'two' },
        });
        await expect(aws.stacks.detectDrift('topics', REGION)).resolves.toEqual([]);
        await aws.stacks.delete('topics', REGION);
        await aws.stacks.delete('topics', REGION);
        await expect(aws.stacks.read('topics', REGION)).resolves.toBeNull();
      },
      SLOW,
    );

    it(
      'that fails says which resource and why, and can be made again',
      async () => {
        await aws.stacks.create(bucketStack('first', 'taken-bucket'), REGION);
        await expect(
          aws.inAccount(LOG, BOOTSTRAP).stacks.create(bucketStack('second', 'taken-bucket'), REGION),
        ).rejects.toMatchObject({
          code: 'stack-failed',
          message: expect.stringMatching(/second.*ROLLBACK_COMPLETE.*Bucket: .*exist/),
        });
        await expect(aws.inAccount(LOG, BOOTSTRAP).stacks.read('second', REGION)).resolves.toMatchObject({
          status: 'ROLLBACK_COMPLETE',
        });
        const inLog = aws.inAccount(LOG, BOOTSTRAP).stacks;
        await inLog.create(bucketStack('second', 'free-bucket'), REGION);
        await expect(inLog.read('second', REGION)).resolves.toMatchObject({ status: 'CREATE_COMPLETE', account: LOG });
      },
      SLOW,
    );

    it('with a template that is none is refused in the words of AWS', async () => {
      const broken = { ...topicStack('broken', 'x'), templateBody: '{"Resources": {}}' };
      await expect(aws.stacks.create(broken, REGION)).rejects.toMatchObject({ code: 'aws-error' });
    });
  });

  describe('another account', () => {
    it('is reached through a role that trusts the management account', async () => {
      const role = await aws.inAccount(DEV, BOOTSTRAP).roles.readRole(BOOTSTRAP);
      expect(role).toMatchObject({ name: BOOTSTRAP, arn: `arn:aws:iam::${DEV}:role/${BOOTSTRAP}` });
      expect(JSON.parse(role?.trustPolicy ?? '')).toHaveProperty('Statement');
      await expect(aws.inAccount(DEV, BOOTSTRAP).roles.readRole('absent')).resolves.toBeNull();
      const names = (await aws.inAccount(DEV, BOOTSTRAP).roles.list()).filter(({ name }) => name === BOOTSTRAP);
      expect(names).toEqual([{ name: BOOTSTRAP, path: '/' }]);
    });

    it('assumes the role once', async () => {
      const fresh = connectAs(MASTER);
      await sandbox.resetCalls();
      const { stacks, roles } = fresh.inAccount(DEV, BOOTSTRAP);
      await Promise.all([stacks.read('a', REGION), stacks.read('b', 'us-east-1'), roles.readRole('absent')]);
      await fresh.inAccount(DEV, BOOTSTRAP).roles.readRole('absent');
      expect((await sandbox.calls()).byOperation['sts.AssumeRole']).toBe(1);
    });

    it('that did not make such a role says so', async () => {
      const error = await aws
        .inAccount(DEV, 'NoSuchRole')
        .stacks.read('x', REGION)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: 'access-denied',
        hint: expect.stringContaining('trust the management account'),
      });
      expect(String(error)).toContain('sts:AssumeRole');
    });

    it('knows the subscriptions of its topics without their addresses', async () => {
      const inAudit = aws.inAccount(AUDIT, BOOTSTRAP);
      await inAudit.stacks.create(topicStack('mail', 'mail'), REGION);
      const outputs = (await inAudit.stacks.read('mail', REGION))?.outputs ?? {};
      const subscriptions = await inAudit.topics.listSubscriptions(outputs.Topic ?? '');
      expect(subscriptions).toEqual([{ protocol: 'email', confirmed: expect.any(Boolean) }]);
      await expect(inAudit.topics.listSubscriptions(`${outputs.Topic}-absent`)).resolves.toBeNull();
    });
  });

  describe('a stack set', () => {
    beforeAll(async () => {
      await aws.stacks.create(
        roleStack('administration', ADMINISTRATION, { Service: 'cloudformation.amazonaws.com' }),
        REGION,
      );
      const trusted = { AWS: `arn:aws:iam::${MASTER}:role/${ADMINISTRATION}` };
      for (const account of [AUDIT, LOG, DEV]) {
        await aws.inAccount(account, BOOTSTRAP).stacks.create(roleStack('execution', EXECUTION, trusted), REGION);
      }
    }, SLOW);

    it(
      'lives: made, deployed with one account failing, repaired, updated, its drift detected, deleted',
      async () => {
        await expect(aws.stackSets.read(STACK_SET.name)).rejects.toMatchObject({ code: 'not-found' });
        await aws.stackSets.create(STACK_SET);
        await expect(aws.stackSets.listNames()).resolves.toContain(STACK_SET.name);
        await sandbox.faults({
          kind: 'account',
          account: DEV,
          reason: 'The bucket someone@example.com already exists',
        });
        const targets = { accounts: [AUDIT, DEV], regions: [REGION], units: [] };

        const created = await aws.stackSets.createInstances(STACK_SET.name, targets, PREFERENCES);
        await finished(created);
        const results = await aws.stackSets.listOperationResults(STACK_SET.name, created);
        expect(results).toContainEqual(
          expect.objectContaining({ account: AUDIT, region: REGION, status: 'SUCCEEDED' }),
        );
        expect(results).toContainEqual({
          account: DEV,
          region: REGION,
          status: 'FAILED',
          reason: 'The bucket ***@*** already exists',
        });

        await sandbox.faults({ kind: 'clear' });
        await finished(await aws.stackSets.updateInstances(STACK_SET.name, targets, PREFERENCES));
        await finished(
          await aws.stackSets.update({ ...STACK_SET, description: 'new', tags: { hash: '2' } }, PREFERENCES, null),
        );
        const observed = await aws.stackSets.read(STACK_SET.name);
        expect(observed).toMatchObject({
          description: 'new',
          tags: { hash: '2' },
          permissionModel: 'SELF_MANAGED',
          administrationRoleArn: STACK_SET.administrationRoleArn,
          executionRoleName: EXECUTION,
          autoDeployment: null,
          parameters: STACK_SET.parameters,
          capabilities: STACK_SET.capabilities,
        });
        expect(observed.templateBody).toBe(STACK_SET.templateBody);
        expect(observed.instances.map(({ account, status }) => `${account} ${status}`).sort()).toEqual([
          `${AUDIT} CURRENT`,
          `${DEV} CURRENT`,
        ]);

        const drift = await aws.stackSets.startDriftDetection(STACK_SET.name, PREFERENCES);
        await finished(drift);
        await expect(aws.stackSets.listInstanceDrifts(STACK_SET.name, DEV, REGION, drift)).resolves.toEqual([]);

        await finished(
          await aws.stackSets.deleteInstances(STACK_SET.name, targets, PREFERENCES, { retainStacks: false }),
        );
        await aws.stackSets.delete(STACK_SET.name);
        await expect(aws.stackSets.listNames()).resolves.not.toContain(STACK_SET.name);
      },
      SLOW,
    );

    it(
      'works on one operation at a time, which can be stopped',
      async () => {
        const definition = { ...STACK_SET, name: 'slow' };
        await aws.stackSets.create(definition);
        await sandbox.faults({ kind: 'step-seconds', seconds: 1 });
        const targets = { accounts: [AUDIT, LOG, DEV], regions: [REGION, 'us-east-1'], units: [] };
        const one = { ...PREFERENCES, maxConcurrentCount: 1, regionConcurrency: 'SEQUENTIAL' } as const;
        const running = await aws.stackSets.createInstances('slow', targets, one);
        await expect(aws.stackSets.update(definition, PREFERENCES, null)).rejects.toMatchObject({
          code: 'operation-in-progress',
        });
        await expect(aws.stackSets.listUnfinishedOperations('slow')).resolves.toMatchObject([
          { id: running, action: 'CREATE' },
        ]);
        await aws.stackSets.stopOperation('slow', running);
        expect((await finished(running, 'slow')).status).toBe('STOPPED');
        await aws.stackSets.stopOperation('slow', running);
        await expect(aws.stackSets.listUnfinishedOperations('slow')).resolves.toEqual([]);
      },
      SLOW,
    );

    async function finished(id: string, name = STACK_SET.name): Promise<StackSetOperation> {
      for (;;) {
        const operation = await aws.stackSets.readOperation(name, id);
        if (!['QUEUED', 'RUNNING', 'STOPPING'].includes(operation.status)) return operation;
        await sleep(50);
      }
    }
  });
});

const ADMINISTRATION = 'AWSCloudFormationStackSetAdministrationRole';
const EXECUTION = 'AWSCloudFormationStackSetExecutionRole';
const PREFERENCES = {
  regionConcurrency: 'PARALLEL',
  concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
  maxConcurrentCount: 5,
  failureToleranceCount: 5,
} as const;

const TOPIC_TEMPLATE = JSON.stringify({
  Parameters: { Name: { Type: 'String' } },
  Resources: {
    Topic: {
      Type: 'AWS::SNS::Topic',
      Properties: {
        TopicName: { Ref: 'Name' },
        Subscription: [{ Protocol: 'email', Endpoint: 'someone@example.com' }],
      },
    },
  },
  Outputs: { Topic: { Value: { Ref: 'Topic' } } },
});

const STACK_SET: StackSetDefinition = {
  name: 'baseline',
  description: 'first',
  templateBody: TOPIC_TEMPLATE,
  parameters: { Name: 'baseline' },
  capabilities: ['CAPABILITY_NAMED_IAM'],
  tags: { hash: '1' },
  permissionModel: 'SELF_MANAGED',
  administrationRoleArn: `arn:aws:iam::${MASTER}:role/${ADMINISTRATION}`,
  executionRoleName: EXECUTION,
  autoDeployment: null,
};

function topicStack(name: string, topic: string): StackDefinition {
  return stack(name, TOPIC_TEMPLATE, { Name: topic });
}

function bucketStack(name: string, bucket: string): StackDefinition {
  const Bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: bucket } };
  return stack(name, JSON.stringify({ Resources: { Bucket } }));
}

function roleStack(name: string, role: string, trusted: object): StackDefinition {
  const statement = { Effect: 'Allow', Principal: trusted, Action: 'sts:AssumeRole' };
  const allow = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const Properties = {
    RoleName: role,
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    Policies: [{ PolicyName: 'all', PolicyDocument: allow }],
  };
  return stack(name, JSON.stringify({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties } } }));
}

function stack(name: string, templateBody: string, parameters = {}): StackDefinition {
  return { name, templateBody, parameters, capabilities: ['CAPABILITY_NAMED_IAM'], tags: { owner: 'metsuke' } };
}

function document(action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] });
}
