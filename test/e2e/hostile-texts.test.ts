// biome-ignore-all lint/suspicious/noControlCharactersInRegex: these are what the attacks consist of
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { EC2 } from '@aws-sdk/client-ec2';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRow } from '../../src/access/row.ts';
import { makeSnapshot } from '../../src/access/snapshot.ts';
import { makeProgram } from '../../src/cli/program.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import { REPORTS } from '../../src/reports/catalog.ts';
import { connectSandbox, request, type SandboxControl } from '../../src/sandbox/control.ts';
import { type SandboxEnvironment, sandboxEnvironment } from '../../src/sandbox/credentials.ts';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { awsOf, clientConfig } from '../support/aws.ts';
import { type CliResult, runCli } from '../support/cli.ts';
import { call } from '../support/events.ts';
import { HostileArchive } from '../support/hostile-archive.ts';
import { ATTACKS, effectsIn, type Form } from '../support/hostile-outputs.ts';
import { LOG, MASTER, PROD } from '../support/rehearsal.ts';
import { type Examples, inventory } from '../support/report-examples.ts';
import type { TestSandbox } from '../support/sandbox.ts';
import { pythonWithTerminals, startInTerminal } from '../support/terminal-cli.ts';

const HOME = 'ap-northeast-1';
/** What an account may be called in the emulator, whose answers are JSON. */
const NAMES = ATTACKS.map(({ text }) => text).filter((text) => !/\p{Cs}/u.test(text));
/** What may stand in an answer that is XML. */
const IN_XML = NAMES.filter(
  (text) => !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\u{1fffe}]/u.test(text) && text.length < 200,
);
const ACTIVE = NAMES.filter((_name, index) => index % 6 === 1);
const idOf = (name = ''): string => String(800_000_000_000 + NAMES.indexOf(name));

let folder: string;
let environment: SandboxEnvironment;
let sandbox: TestSandbox;
let control: SandboxControl;

/** YAML takes every character as its number. */
function asYaml(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[^\x20-\x7e]/gu,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
  );
}

function anOrganization(): string {
  const account = (name: string, id: string, state: string): string =>
    `  - { name: ${asYaml(name)}, id: '${id}', email: a${id}@example.com, state: ${state} }`;
  const hostile = NAMES.map((name) => account(name, idOf(name), ACTIVE.includes(name) ? 'ACTIVE' : 'SUSPENDED'));
  const duties = [
    ['audit', '222222222222'],
    ['log', LOG],
    ['dev', '444444444444'],
    ['prod', PROD],
  ].map(([name = '', id = '']) => account(name, id, 'ACTIVE'));
  const units = IN_XML.slice(0, 12).map((name) => `  - { name: ${asYaml(name)} }`);
  return [
    'id: o-8m3k2xq1zz',
    'rootId: r-demo',
    `management: { name: master, id: '${MASTER}', email: master@example.com }`,
    'units:',
    ...units,
    'accounts:',
    ...duties,
    ...hostile,
  ].join('\n');
}

async function makeLogs(path: string): Promise<void> {
  const archive = new HostileArchive();
  for (const { id } of REPORTS) {
    const { examples }: { readonly examples: Examples } = await import(`../../src/reports/${id}/examples.ts`);
    for (const content of Object.values(examples.fires)) content(archive);
  }
  for (const index of ATTACKS.keys()) {
    const attributes = { Name: archive.attack(), Version: archive.attack(), Publisher: archive.attack() };
    if (index > 0) inventory('AWS:Application', attributes)(archive);
  }
  const [ComputerName, PlatformName] = [archive.attack(), archive.attack()];
  inventory('AWS:InstanceInformation', { ComputerName, PlatformName, IpAddress: archive.attack() })(archive);
  archive.addEvents(
    ATTACKS.map(({ text }) =>
      call('ec2', 'RunInstances', {
        awsRegion: 'eu-west-1',
        recipientAccountId: PROD,
        userIdentity: { accountId: PROD, arn: `arn:aws:iam::${PROD}:user/${text}` },
      }),
    ),
  );
  const { cpSync } = await import('node:fs');
  cpSync(archive.path, path, { recursive: true });
  archive.remove();
}

/** Two snapshots, of which the second has a user with each name, and a role whose trust says it. */
function makeSnapshots(path: string): void {
  const read = [MASTER, PROD].map((account) =>
    makeRow({ account: account as AccountId, kind: 'account', state: 'read' }),
  );
  const users = NAMES.flatMap((name, index) => {
    const account = (index % 2 === 0 ? MASTER : PROD) as AccountId;
    const row = { account, holder: name, holderid: `AIDA${index}`, access: name };
    return [
      makeRow({ ...row, kind: 'iam-user' }),
      makeRow({ ...row, kind: 'outside-role', via: name, condition: name }),
    ];
  });
  for (const [day, rows] of [read, [...read, ...users]].entries()) {
    const { key, body } = makeSnapshot(new Date(Date.UTC(2026, 9, 14 + day)), rows);
    mkdirSync(dirname(join(path, key)), { recursive: true });
    writeFileSync(join(path, key), body);
  }
}

function anEvent(): object {
  const [source = '', ...rest] = ['aws.guardduty', 'x'];
  const text = NAMES.filter((name) => name.length < 200).join(' ');
  return {
    version: '0',
    id: `id ${text}`,
    source,
    'detail-type': 'GuardDuty Finding',
    account: PROD,
    time: '2026-11-25T01:32:05Z',
    region: HOME,
    resources: rest,
    detail: {
      id: text,
      type: `UnauthorizedAccess:IAMUser/${text}`,
      severity: 8,
      title: text,
      description: text,
      resource: { resourceType: text, accessKeyDetails: { userName: text, accessKeyId: text } },
      service: { count: 3, action: { awsApiCallAction: { remoteIpDetails: { ipAddressV4: text } } } },
    },
  };
}

const SIGMA = (title: string): string =>
  [
    `title: ${asYaml(title)}`,
    'level: high',
    'logsource: { product: aws, service: cloudtrail }',
    'detection:',
    '  selection: { eventName: ConsoleLogin }',
    '  condition: selection',
  ].join('\n');

async function runInstances(): Promise<void> {
  const ec2 = new EC2(clientConfig(sandbox, PROD, HOME));
  await awsOf(sandbox, PROD).iam.createInstanceProfile({ InstanceProfileName: 'managed' });
  for (const Value of IN_XML) {
    await ec2.runInstances({
      ImageId: 'ami-12c6146b',
      MinCount: 1,
      MaxCount: 1,
      IamInstanceProfile: { Name: 'managed' },
      TagSpecifications: [
        {
          ResourceType: 'instance',
          Tags: [
            { Key: 'Name', Value },
            { Key: 'PatchGroup', Value: 'dev' },
          ],
        },
      ],
    });
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-hostile-'));
  writeFileSync(join(folder, 'organization.yaml'), anOrganization());
  const up = await runCli(
    ['sandbox', 'up', '--organization', 'organization.yaml', '--parent-pid', String(process.pid)],
    { folder },
  );
  expect(up, up.output).toMatchObject({ code: 0 });
  const { endpoint, secret } = JSON.parse(readFileSync(join(folder, '.metsuke', 'sandbox.json'), 'utf8'));
  environment = sandboxEnvironment({ endpoint, secret }, MASTER);
  const environmentOf = (account: string) => sandboxEnvironment({ endpoint, secret }, account);
  sandbox = { endpoint, environmentOf } as TestSandbox;
  const demo = readFileSync(join(packageRoot(import.meta.url), 'examples', 'demo', 'metsuke.yaml'), 'utf8');
  writeFileSync(
    join(folder, 'metsuke.yaml'),
    `${demo}\nmachineImages:\n  enabled: true\npatching:\n  enabled: true\n  install:\n    enabled: true\n`,
  );
  await makeLogs(join(folder, 'logs'));
  makeSnapshots(join(folder, 'access'));
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'event.json'), JSON.stringify(anEvent()));
  mkdirSync(join(folder, 'sigma'));
  for (const [index, name] of NAMES.entries()) {
    if (name.length < 1_000) writeFileSync(join(folder, 'sigma', `${index}.yml`), SIGMA(name));
  }
  await runInstances();
  control = connectSandbox({ endpoint, secret });
  // Two accounts fail from the first day on, and then the log buckets: with reasons of which each is an attack.
  for (const [index, name] of ACTIVE.slice(0, 2).entries()) {
    await control.injectFault({ kind: 'account', account: idOf(name), reason: IN_XML[index * 3] ?? '' });
  }
  await runCli(['apply', '--yes'], { folder, environment });
  // Of a reason the first line is shown.
  const reason = IN_XML.filter((text) => !/[\r\n]/.test(text)).join(' ');
  await control.injectFault({ kind: 'account', account: LOG, reason });
  const config = readFileSync(join(folder, 'metsuke.yaml'), 'utf8');
  writeFileSync(join(folder, 'metsuke.yaml'), config.replace('retentionDays: 365', 'retentionDays: 366'));
  await runCli(['apply', '--yes'], { folder, environment });
  const found = {
    region: HOME,
    rule: 'aws-organizations-restricted-ssh',
    resourceType: 'AWS::EC2::SecurityGroup',
    resourceId: 'sg-1',
  };
  const body = JSON.stringify({ ...found, account: idOf(ACTIVE[5]), complianceType: 'NON_COMPLIANT' });
  await request({ endpoint, secret }, 'compliance', { method: 'POST', body });
});
afterAll(async () => {
  await runCli(['sandbox', 'down'], { folder });
  rmSync(folder, { recursive: true, force: true });
});

interface Way {
  /** Words behind the command, once for each way to run it. */
  readonly words?: readonly (readonly string[])[];
  /** Why nothing of others is in its answer. */
  readonly own?: string;
  /** For a shell or a reader: --json changes nothing. */
  readonly isText?: true;
}

const PERIOD = ['--from', '2026-10-01', '--to', '2026-10-31'];
const LOGS = ['--archive', 'logs'];
const ACCESS = ['--archive', 'access'];

/** Every command that there is: a new one fails until it is here. */
const WAYS: Readonly<Record<string, Way>> = {
  check: { words: [[], ['--accounts']] },
  plan: { words: [[], ['--archive', 'logs'], ['--out', 'plan.json']] },
  apply: { words: [['--yes']] },
  status: { words: [[], ['--drift'], ['--deep']] },
  posture: { words: [[]] },
  dashboard: {
    words: [['--out', 'page.html']],
    own: 'the name of its file: test/browser/dashboard.test.ts opens the page',
  },
  destroy: { own: 'accounts are counted, and named by their ids' },
  init: {
    words: [
      [
        '--force',
        '--config',
        'other.yaml',
        '--email',
        'a@b.example',
        '--audit',
        idOf(ACTIVE[0]),
        '--log',
        idOf(ACTIVE[3]),
      ],
    ],
  },
  doctor: { own: 'versions, kinds and codes' },
  synth: { words: [['--out', 'synth']], own: 'what the configuration of the same person names' },
  'notifications preview': { words: [['event.json'], ['event.json', '--language', 'ja']] },
  'archive status': {
    words: [[...LOGS, ...PERIOD, '--regions']],
    own: 'accounts, regions and days, which keys are checked for',
  },
  'archive sync': { words: [['copy', '--bucket', 'of-others']] },
  'archive compact': { words: [[...LOGS]], own: 'counts and days' },
  'guardrails preview': { words: [['--archive', 'logs', '--days', '365']] },
  'evidence verify': { words: [[...LOGS, ...PERIOD, '--fresh']], own: 'keys of digests, of which there are none' },
  'evidence export': {
    words: [
      [
        ...LOGS,
        ...PERIOD,
        '--account',
        '111111111111',
        '--case',
        '1',
        '--reason',
        NAMES[40] ?? '',
        '--asked-by',
        NAMES[50] ?? '',
      ],
    ],
    own: 'counts; what others wrote is in the bundle, which is looked at below',
  },
  'evidence check': { words: [['bundle-of-others']] },
  'report list': { own: 'our own reports' },
  'report show': { words: [['root-use']], own: 'our own reports' },
  'report pack': {
    words: [['monthly', ...LOGS, '--month', '2026-10', '--out', 'pack']],
    own: 'counts; the pages are looked at below',
  },
  'report sigma': {
    words: [
      ['sigma', ...LOGS, ...PERIOD],
      ['sigma', '--sql'],
    ],
  },
  'report run': { words: [['all', ...LOGS, ...PERIOD]] },
  query: { words: [['SELECT useragent, useridentity.username FROM cloudtrail', ...LOGS, ...PERIOD]] },
  'inventory packages': { words: [LOGS] },
  'inventory instances': { words: [LOGS, ['--unmanaged']] },
  'inventory search': { words: [['*', ...LOGS]] },
  'access snapshot': { words: [['--archive', 'taken']], own: 'counts and ids of accounts' },
  'access list': { words: [ACCESS] },
  'access diff': { words: [[...ACCESS, '--from', '2026-10-14', '--to', '2026-10-15']] },
  'access review': {
    words: [ACCESS, [...ACCESS, '--out', 'sheets']],
    own: 'ids of accounts; the sheets are looked at below',
  },
  'patch status': { words: [[...LOGS, '--all']] },
  'patch schedule': { own: 'what the configuration of the same person names' },
  'patch now': { words: [['--yes']] },
  'rules list': { own: 'our own rules' },
  'rules test': { own: 'what the configuration of the same person names' },
  'rules status': { words: [['--all']] },
  'image build': { own: 'our own pipelines' },
  'image status': { own: 'our own pipelines' },
  'image list': { own: 'our own images' },
  'image usage': { words: [['--all']] },
  session: { words: [['--list'], ['*', '--run', 'uptime']] },
  'sandbox up': { own: 'the file and the folder of the same person' },
  'sandbox status': { own: 'counts and types' },
  'sandbox env': { own: 'variables, tested on their own' },
  'sandbox add-account': { words: [[NAMES[3] ?? ''], [NAMES[15] ?? '']] },
  'sandbox fault': { words: [['account', 'account=444444444444', `reason=${NAMES[3]}`], ['clear']] },
  'sandbox activity': { words: [['--days', '1', '--out', 'activity']], own: 'made up here' },
  'sandbox event': { words: [['event.json'], ['--sample', 'guardduty-finding', '--account', '800000000001']] },
  'sandbox mail confirm': { own: 'addresses of the configuration of the same person' },
  'sandbox digest': { own: 'names of our own resources; the mail is shown by sandbox mail show' },
  'sandbox mail list': { words: [[]] },
  'sandbox mail show': { words: [['1'], ['2'], ['3'], ['4']] },
  'sandbox down': { words: [], own: 'one of two sentences, and it would end what the others need' },
  completion: { words: [['bash']], own: 'our own commands', isText: true },
  help: { own: 'our own commands', isText: true },
};

/** As their paths and with what they take: commands that have no others below them. */
function leavesOf(command: CommandUnknownOpts, path: readonly string[] = []): ReadonlyMap<string, CommandUnknownOpts> {
  if (command.commands.length === 0) return new Map([[path.join(' '), command]]);
  return new Map(command.commands.flatMap((child) => [...leavesOf(child, [...path, child.name()])]));
}

const commands = leavesOf(makeProgram(() => {}));

interface Run {
  readonly form: Form;
  readonly argv: readonly string[];
}

/** What a reader takes it for, where it is not called so: OCSF is JSON a line. */
const FORMS: Readonly<Record<string, Form>> = { table: 'text', sarif: 'json', ocsf: 'text', pdf: 'text' };

function runsOf(path: string): readonly Run[] {
  const formats = commands.get(path)?.options.find(({ long }) => long === '--format')?.argChoices ?? [];
  const { words = [[]], isText } = WAYS[path] ?? {};
  const forms: readonly (readonly [Form, readonly string[]])[] = [
    ['text', []],
    ...(isText ? [] : [['json', ['--json']] as const]),
    ...formats.map((format) => [FORMS[format] ?? (format as Form), ['--format', format]] as const),
  ];
  return words.flatMap((more) => forms.map(([form, as]) => ({ form, argv: [...path.split(' '), ...more, ...as] })));
}

const python = pythonWithTerminals();

describe.skipIf(python === null)('in a terminal (skipped without a Python that makes one)', () => {
  it.each([
    ['plan', ['plan']],
    ['check', ['check']],
    ['status', ['status']],
    ['report', ['report', 'run', 'all', ...LOGS, ...PERIOD]],
  ])('%s obeys nothing that others wrote', async (_command, words) => {
    const program = startInTerminal(words, {
      python: python ?? '',
      folder,
      environment: { ...environment },
      rows: 200,
      columns: 400,
    });
    await program.ended;
    const written = program.written();
    const obeyed = ATTACKS.filter(({ text }) => /[\0-\x1f\x7f-\x9f]/.test(text) && written.includes(text));
    expect(obeyed).toEqual([]);
    const ours = written.replaceAll(/\x1b\[(?:\d{1,2}m|\d*[ABCDGHJK]|\?25[hl])/g, '').replaceAll(/\r\n?/g, '\n');
    expect(effectsIn('text', ours)).toEqual([]);
    expect(ATTACKS.some(({ mark }) => written.includes(mark))).toBe(true);
  });
});

it('every command is here, and no other', () => {
  expect(Object.keys(WAYS).sort()).toEqual([...commands.keys()].sort());
});

describe('what others write, in every output of every command', () => {
  const ran = new Map<string, readonly (Run & CliResult)[]>();

  beforeAll(async () => {
    makeBundleOfOthers();
    await putObjectsOfOthers();
    const runs = Object.keys(WAYS).flatMap((path) => runsOf(path).map((run) => ({ path, ...run })));
    for (const { path, ...run } of runs) {
      const result = await runCli(run.argv, { folder, environment });
      ran.set(path, [...(ran.get(path) ?? []), { ...run, ...result }]);
    }
  });

  it.each(Object.entries(WAYS))('%s shows it as text', (path, { own }) => {
    const shown: string[] = [];
    for (const { argv, form, stdout, stderr } of ran.get(path) ?? []) {
      const isError = stdout === '' || stdout.startsWith('{\n  "error"');
      const effects = [...(isError ? [] : effectsIn(form, stdout)), ...effectsIn('text', stderr)];
      expect([argv, effects.slice(0, 5)]).toEqual([argv, []]);
      expect(`${argv}: ${stderr}`).not.toContain('this is a bug');
      shown.push(stdout, stderr);
    }
    const marks = ATTACKS.filter(({ mark }) => shown.join('\n').includes(mark));
    if (own === undefined) expect(marks.length).toBeGreaterThan(0);
    else expect(marks.map(({ text }) => text)).toEqual([]);
  });

  it.each(['evidence-1', 'pack', 'sheets'])('the files of %s show it as text', (name) => {
    const pages = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).filter((file) =>
      ['.html', '.md', '.csv'].includes(extname(file)),
    );
    expect(pages.length).toBeGreaterThan(2);
    const seen = new Set<string>();
    for (const page of pages) {
      const form = ({ '.html': 'html', '.md': 'markdown', '.csv': 'csv' } as const)[extname(page)] ?? 'text';
      // A sheet begins with the mark by which spreadsheets know UTF-8.
      const text = readFileSync(join(folder, name, page), 'utf8').replace(/^\ufeff/, '');
      expect([page, effectsIn(form, text).slice(0, 5)]).toEqual([page, []]);
      for (const { mark } of ATTACKS) if (text.includes(mark)) seen.add(mark);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('the file that init writes is what it says, whatever accounts are called', () => {
    const text = readFileSync(join(folder, 'other.yaml'), 'utf8');
    expect(effectsIn('text', text)).toEqual([]);
    expect(existsSync(join(folder, 'plan.json'))).toBe(true);
  });
});

/** A bundle that was made elsewhere: its case and the names of its files are the choice of others. */
function makeBundleOfOthers(): void {
  const bundle = join(folder, 'bundle-of-others');
  mkdirSync(bundle);
  const text = NAMES.filter((name) => name.length < 200).join(' ');
  const names = { name: text, askedBy: text, reason: text, from: text, to: text, exportedAt: text, location: text };
  writeFileSync(
    join(bundle, 'case.json'),
    JSON.stringify({
      format: 'metsuke-evidence',
      version: 1,
      ...names,
      accounts: [text],
      regions: [text],
      keySource: text,
      metsukeVersion: text,
      objects: 0,
      logFiles: 0,
      digests: 0,
      findings: 0,
    }),
  );
  const files = NAMES.filter((name) => name.length < 200 && !/[/\0]/.test(name));
  for (const name of files) writeFileSync(join(bundle, name), '');
  writeFileSync(join(bundle, 'MANIFEST.sha256'), `${'0'.repeat(64)}  case.json\n`);
}

/** Keys are what their writers choose. */
async function putObjectsOfOthers(): Promise<void> {
  const { s3 } = awsOf(sandbox, MASTER);
  await s3.createBucket({ Bucket: 'of-others', CreateBucketConfiguration: { LocationConstraint: HOME } });
  const objects = IN_XML.map((name) => ({ key: `AWSLogs/../${name}`, body: Buffer.from('x'), metadata: {} }));
  await control.putObjects('of-others', objects);
}
