import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, instancesOf, stacksIn } from '../support/aws.ts';
import { startAwsCli } from '../support/aws-cli.ts';
import { runCli } from '../support/cli.ts';
import { AUDIT, DEV, LOG, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const ORGANIZATION = {
  id: 'o-threemembers',
  rootId: 'r-three',
  management: { name: 'master', id: MASTER, email: 'master@example.com' },
  accounts: [
    { name: 'audit', id: AUDIT, email: 'audit@example.com' },
    { name: 'log', id: LOG, email: 'log@example.com' },
    { name: 'dev', id: DEV, email: 'dev@example.com' },
  ],
};

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal(ORGANIZATION);
});
afterAll(() => here.stop());

describe('init', () => {
  it('never overwrites a file unasked', async () => {
    const before = here.readConfig();
    const { code, stderr } = await here.metsuke('init');
    expect(stderr).toContain('metsuke.yaml exists already.');
    expect(stderr).toContain('--force');
    expect(code).toBe(2);
    expect(here.readConfig()).toBe(before);
  });

  it('writes a file that plans without a word of complaint', async () => {
    const init = await here.metsuke('init', '--force', '--email', 'soc@example.com');
    expect(init.stdout).toContain('metsuke.yaml is written.');
    expect(init.code).toBe(0);
    expect(here.readConfig()).toContain('organizationId: o-threemembers');
    expect(here.readConfig()).toContain('securityEmail: soc@example.com');
    const plan = await here.metsuke('plan', '--exit-code');
    expect(plan.stderr).not.toMatch(/error|warning/);
    expect(plan.code).toBe(3);
  });

  it('without an address leaves it empty, which plan tells in its line: nobody gets mail', async () => {
    const init = await here.metsuke('init', '--force', '--config', 'empty.yaml');
    expect(init.stderr).toMatch(/^empty\.yaml:\d+:\d+ error missing-value: securityEmail has no value\./m);
    expect(init.stdout).toContain('Write what is missing, then: ');
    expect(init.code).toBe(0);
    const plan = await here.metsuke('plan', '--config', 'empty.yaml');
    expect(plan.stderr).toMatch(
      /^empty\.yaml:\d+:\d+ error missing-value: securityEmail has no value\..*\n1 error, nothing was changed\.\n$/,
    );
    expect(plan.code).toBe(2);
  });

  it('leads editors to the schema, which is beside the file where the package is out of reach', () => {
    const [, location] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(here.readConfig()) ?? [];
    const schema = JSON.parse(readFileSync(resolve(here.folder, location ?? 'nowhere'), 'utf8'));
    expect(schema.properties.homeRegion).toBeDefined();
  });

  it('says which account it does not know', async () => {
    const { code, stderr } = await here.metsuke('init', '--force', '--audit', 'audti');
    expect(stderr).toMatch(/"audti".*\n?.*"audit"/);
    expect(code).toBe(2);
  });
});

describe('synth', () => {
  it('needs neither AWS nor credentials nor the network', async () => {
    const { code, stdout } = await runCli(['synth', '--out', 'synth'], { folder: here.folder });
    expect(code).toBe(0);
    const templates = readdirSync(join(here.folder, 'synth', 'templates'));
    expect(templates).toContain('logging-resource.json');
    const policies = readdirSync(join(here.folder, 'synth', 'policies'));
    expect(policies).toContain('region-restriction.json');
    expect(stdout.trim().split('\n')).toHaveLength(1 + templates.length + policies.length);
  });

  const hasAwsCli = spawnSync('aws', ['--version']).status === 0;
  it.skipIf(!hasAwsCli)(
    'writes a README whose commands govern the organization without us (needs the AWS CLI)',
    async () => {
      const readme = readFileSync(join(here.folder, 'synth', 'README.md'), 'utf8');
      // What is off in this configuration is told all the same, and is not what this configuration governs.
      const sections = readme.split(/^## /m).filter((section) => !section.includes('Off in this configuration.'));
      const commands = sections
        .flatMap((section) => [...section.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, code]) => code ?? ''))
        .join('\n')
        .replace('"<id of the account audit>"', AUDIT)
        .replace('"<id of the account log>"', LOG)
        .replace('MEMBER_ACCOUNT_IDS="<account ids>"', `MEMBER_ACCOUNT_IDS="${AUDIT} ${LOG} ${DEV}"`)
        .replace('ACCOUNT_IDS="<account ids>"', `ACCOUNT_IDS="${MASTER},${AUDIT},${LOG},${DEV}"`)
        .replace('"<address>"', 'soc@example.com');
      expect(commands).not.toContain('"<');
      writeFileSync(join(here.folder, 'synth', 'by-hand.sh'), `set -euo pipefail\n${commands}`);
      const { code, output } = await runScript(join(here.folder, 'synth'), 'by-hand.sh');
      expect(output.split('\n').filter((line) => line.includes('error'))).toEqual([]);
      expect(code).toBe(0);
      const current = async () =>
        (await instancesOf(here.sandbox, 'AWSOrganizations-AccountBaseline')).filter(
          ({ Status }) => Status === 'CURRENT',
        );
      await expect.poll(current).toHaveLength(3);
      await expect
        .poll(async () => (await stacksIn(here.sandbox, LOG)).map(({ name, status }) => `${name} ${status}`))
        .toContain('AWSOrganizations-LoggingResource CREATE_COMPLETE');
    },
  );

  it.skipIf(!hasAwsCli)(
    'and what they made is adopted as it is, but for the version of the role (needs the AWS CLI)',
    async () => {
      const { stdout } = await here.metsuke('plan');
      expect(stdout).toContain('Metsuke adopts the stack set AWSOrganizations-AccountBaseline');
      // by hand nobody can work out which version the role has
      expect(stdout.match(/~ \w+ \(AWS::[\w:]+\)/g)).toEqual(['~ Governance (AWS::SSM::Parameter)']);
      expect((await here.metsuke('apply', '--yes')).code).toBe(0);
      expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
    },
  );
});

describe('check', () => {
  it('names a topic and a bucket that are in the way, before anything is tried', async () => {
    const other = await startRehearsal(ORGANIZATION);
    try {
      await awsOf(other.sandbox, AUDIT).sns.createTopic({ Name: 'aws-organizations-AllConfigNotifications' });
      await awsOf(other.sandbox, LOG).s3.createBucket({
        Bucket: `aws-organizations-logs-${LOG}-ap-northeast-1`,
        CreateBucketConfiguration: { LocationConstraint: 'ap-northeast-1' },
      });
      const { code, stdout } = await other.metsuke('check');
      expect(stdout).toContain('name-taken: aws-organizations-AllConfigNotifications exists already');
      expect(stdout).toContain(`name-taken: aws-organizations-logs-${LOG}-ap-northeast-1 exists already`);
      expect(stdout).toContain('Repair the errors above before apply.');
      expect(code).toBe(1);
      const data = JSON.parse((await other.metsuke('check', '--json')).stdout);
      expect(Object.keys(data)).toEqual(['ok', 'findings', 'items']);
      expect(data.ok).toBe(false);
    } finally {
      await other.stop();
    }
  });
});

async function runScript(folder: string, file: string): Promise<{ code: number | null; output: string }> {
  const awsCli = await startAwsCli();
  const child = spawn('bash', [file], {
    cwd: folder,
    env: { ...process.env, ...here.sandbox.environment, AWS_PAGER: '', PATH: awsCli.path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  await awsCli.stop();
  return { code, output };
}
