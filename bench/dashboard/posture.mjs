// A posture as large as an organization of ten years has it. The same numbers make the same posture.
const HOME = 'ap-northeast-1';
const AT = '2026-11-29T09:00:00.000Z';
const DAYS = Array.from({ length: 30 }, (_, at) =>
  new Date(Date.parse('2026-10-31') + at * 86_400_000).toISOString().slice(0, 10),
);
const STACK_SETS = 13;
const UNITS = 25;

/** @param {{ accounts: number, rules: number, violations: number }} size */
export function makePosture({ accounts, rules, violations }) {
  const random = makeRandom(7);
  const units = Array.from({ length: UNITS }, (_, at) => ({
    id: `ou-root-${String(at).padStart(8, '0')}`,
    name: `Division ${at + 1}`,
    parent: 'r-root',
    path: `Division ${at + 1}`,
  }));
  const members = Array.from({ length: accounts }, (_, at) => ({
    id: String(100_000_000_000 + at * 7_919),
    name: `team-${at % 97}-service-${at}`,
    state: 'ACTIVE',
    parent: units[at % UNITS].id,
    notGoverned: null,
  }));
  const named = Array.from({ length: rules }, (_, at) => ({
    name: `${['s3-bucket', 'ec2-instance', 'iam-user', 'rds-instance', 'lambda-function'][at % 5]}-requirement-number-${at}`,
    severity: 2 + (at % 8),
    why: { en: `Requirement ${at} keeps attackers out.`, ja: `要件 ${at} は攻撃者を防ぐ。` },
    cis: [`${1 + (at % 5)}.${at}`],
  }));
  const section = { state: 'read', at: AT };
  return {
    format: 'metsuke-posture/1',
    metsukeVersion: '0.0.0',
    at: AT,
    organization: { id: 'o-benchmark1', root: 'r-root', managementAccount: members[0].id, homeRegion: HOME },
    only: null,
    units,
    accounts: members,
    deployment: { ...section, ...deploymentOf(members) },
    compliance: { ...section, rules: named, foreign: 0, cells: cellsOf(members, named, { violations, random }) },
    findings: { ...section, regions: [HOME], missing: [], findings: findingsOf(members, random) },
    access: { state: 'not-read', reason: 'It is switched off.', isOff: true },
    exceptions: { ...section, exceptions: [] },
    fleet: { ...section, skipped: 0, instances: fleetOf(members, random), packages: { isCut: false, versions: [] } },
    images: { state: 'not-read', reason: 'Nobody asked.' },
    plan: { state: 'not-read', reason: 'No saved plan was named.' },
    activity: { ...section, ...activityOf(members, random) },
    history: { ...section, source: './history', days: historyOf(violations), problems: [] },
    evidence: {
      ...section,
      verified: null,
      source: 'the log account',
      firstDay: DAYS[0],
      lastDay: DAYS.at(-1),
      withoutLogs: [],
      accounts: members.map(({ id }) => ({ account: id, days: DAYS, gaps: [] })),
    },
  };
}

/** A third of all rules in accounts is broken, by as many resources as there must be in all. */
function cellsOf(members, rules, { violations, random }) {
  const cells = members.flatMap(({ id }) =>
    rules.map(({ name }) => ({ rule: name, account: id, region: HOME, state: 'compliant', count: 0, resources: [] })),
  );
  const broken = cells.filter(() => random() < 1 / 3);
  for (let left = violations; left > 0; left -= 1) {
    const cell = broken[Math.floor(random() * broken.length)];
    cell.state = 'non-compliant';
    cell.count += 1;
    const recordedAt = new Date(Date.parse(AT) - Math.floor(random() * 90 * 86_400) * 1_000).toISOString();
    cell.resources.push({ type: 'AWS::EC2::SecurityGroup', id: `sg-${hex(random)}${hex(random)}`, recordedAt });
  }
  return cells;
}

function deploymentOf(members) {
  const deployments = Array.from({ length: STACK_SETS }, (_, at) => ({
    title: `part-${at}`,
    name: `AWSOrganizations-Part${at}`,
    kind: 'stack-set',
    instances: members.map(({ id }) => ({ account: id, region: HOME, health: 'current', reason: null })),
  }));
  return { isAsConfigured: true, pending: [], deployments, policies: [], recordings: [], notices: [] };
}

function findingsOf(members, random) {
  return members.flatMap(({ id }, at) => [
    {
      id: `finding-${at}`,
      type: `Recon:EC2/Portscan${at % 9}`,
      severity: 2 + (at % 7),
      account: id,
      region: HOME,
      title: `i-0${hex(random)} scans ports.`,
      description: 'An instance scans ports.',
      resourceType: 'Instance',
      count: 1,
      firstSeen: AT,
      lastSeen: AT,
    },
  ]);
}

const INSTANCES_AN_ACCOUNT = 5;

function fleetOf(members, random) {
  return members.flatMap(({ id }) =>
    Array.from({ length: INSTANCES_AN_ACCOUNT }, () => ({
      ...{ account: id, region: HOME, instance: `i-0${hex(random)}${hex(random)}`, computer: `app-${hex(random)}` },
      ...{ platform: 'Amazon Linux 2023', captured: AT, agent: '3.3.1' },
      patches: { missing: Math.floor(random() * 9), failed: 0, pendingReboot: 0, critical: 0, ended: AT },
    })),
  );
}

const DEEDS = 5_000;

function activityOf(members, random) {
  const deeds = Array.from({ length: DEEDS }, (_, at) => {
    const { id: account } = members[at % members.length];
    const actor = `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_PowerUser_0123456789abcdef/person-${at % 211}`;
    const call = { region: HOME, service: 'ec2', event: `Modify${at % 89}`, calls: 1 + (at % 9), failed: 0 };
    return { account, actor, ...call, first: AT, last: AT, sourceIp: '203.0.113.10', eventId: hex(random) };
  });
  const read = { from: AT, to: AT, limit: DEEDS, isCut: true, objects: 1, events: DEEDS, skipped: 0, gaps: [] };
  return { source: 'the log account', ...read, deeds };
}

function historyOf(violations) {
  return Array.from({ length: 90 }, (_, at) => ({
    day: new Date(Date.parse(AT) - (90 - at) * 86_400_000).toISOString().slice(0, 10),
    counts: { violations: violations - 90 + at, findings: at, gaps: null },
    atLeast: [],
  }));
}

function hex(random) {
  return Math.floor(random() * 0xffffffff)
    .toString(16)
    .padStart(8, '0');
}

function makeRandom(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
