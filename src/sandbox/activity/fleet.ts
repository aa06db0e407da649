import type { ArchiveObject } from './archive-object.ts';
import { type ActiveAccount, type ActivityPlan, DAY_MS, HOUR_MS, isoOf } from './place.ts';
import { makeRandom } from './random.ts';
import { keyPrefix, type PlantedRow, type Records } from './record.ts';

/** An instance that Systems Manager manages. */
interface Machine {
  readonly account: ActiveAccount;
  /** `i-0a1b2c3d4e5f60718` */
  readonly id: string;
  /** `app-1` */
  readonly name: string;
}

/** What the resource data sync left of every instance: its system, its software, and what its last scan found. */
export function makeFleetRecords(plan: ActivityPlan): Records {
  const machines = plan.accounts.flatMap(machinesOf);
  return {
    objects: machines.flatMap((machine) => describeMachine(plan, machine)),
    planted: {
      'software-inventory': countSoftware(machines),
      'patch-compliance': machines.flatMap((machine) => {
        const patches = patchesOf(machine);
        return patches === undefined ? [] : [{ account: machine.account.id, instance: machine.id, ...patches }];
      }),
    },
  };
}

/** The instances that run a package which is too old: what `metsuke inventory search` finds. */
export function searchesOf(plan: ActivityPlan): Readonly<Record<string, readonly PlantedRow[]>> {
  const old = plan.accounts.flatMap(machinesOf).filter(isOld);
  return { [`openssl<${OPENSSL}`]: old.map(({ account, id }) => ({ account: account.id, instance: id })) };
}

/** Accounts that only govern have none. */
const WITHOUT_MACHINES = new Set(['master', 'audit', 'log']);
const NAMES = ['app-1', 'app-2', 'batch-1'];

function machinesOf(account: ActiveAccount): readonly Machine[] {
  if (WITHOUT_MACHINES.has(account.name)) return [];
  return NAMES.map((name) => ({ account, name, id: `i-0${makeRandom(account.id, 'machine', name).hex(16)}` }));
}

const OPENSSL = '3.2.2';
/** Forgotten when the others were renewed. */
const OLD = new Set(['dev batch-1', 'stg app-2']);

function isOld({ account, name }: Machine): boolean {
  return OLD.has(`${account.name} ${name}`);
}

function softwareOf(machine: Machine): readonly { readonly name: string; readonly version: string }[] {
  return [
    { name: 'amazon-ssm-agent', version: '3.3.3270.0' },
    { name: 'curl-minimal', version: '8.11.1' },
    { name: 'glibc', version: '2.34' },
    { name: 'kernel6.1', version: '6.1.156' },
    { name: 'openssh-server', version: '8.7p1' },
    { name: 'openssl', version: isOld(machine) ? '3.0.8' : OPENSSL },
    machine.name.startsWith('app') ? { name: 'nginx', version: '1.28.0' } : { name: 'python3.12', version: '3.12.12' },
  ];
}

function countSoftware(machines: readonly Machine[]): readonly PlantedRow[] {
  const users = new Map<string, Machine[]>();
  for (const machine of machines) {
    for (const { name, version } of softwareOf(machine)) {
      const key = `${name} ${version}`;
      users.set(key, [...(users.get(key) ?? []), machine]);
    }
  }
  return [...users].map(([key, all]) => {
    const [name = '', version = ''] = key.split(' ');
    return { package: name, version, instances: all.length, accounts: new Set(all.map(({ account }) => account)).size };
  });
}

type Patches = Readonly<Record<'missing' | 'failed' | 'critical' | 'pending_reboot', number>>;

/** Everything else has all its patches. */
const UNPATCHED: Readonly<Record<string, Patches>> = {
  'dev batch-1': { missing: 14, failed: 0, critical: 3, pending_reboot: 0 },
  'stg app-2': { missing: 2, failed: 1, critical: 0, pending_reboot: 0 },
  'prod app-1': { missing: 0, failed: 0, critical: 0, pending_reboot: 1 },
};

function patchesOf({ account, name }: Machine): Patches | undefined {
  return UNPATCHED[`${account.name} ${name}`];
}

/** One object for each type of inventory, a line for each item. */
function describeMachine(plan: ActivityPlan, machine: Machine): readonly ArchiveObject[] {
  const random = makeRandom(plan.seed, 'fleet', machine.account.id, machine.id);
  const lastDay = Math.floor((plan.until.getTime() - DAY_MS) / DAY_MS) * DAY_MS;
  const scanned = lastDay + 18 * HOUR_MS + random.below(HOUR_MS);
  const captureTime = isoOf(scanned + HOUR_MS);
  const makeType = (type: string, items: readonly object[]): ArchiveObject => {
    const place = `accountid=${machine.account.id}/region=${plan.homeRegion}/resourcetype=ManagedInstanceInventory`;
    const lines = items.map((item) =>
      JSON.stringify({ ...item, resourceId: machine.id, captureTime, schemaVersion: '1.0' }),
    );
    const key = `${keyPrefix(plan)}ssm-inventory/${type}/${place}/${machine.id}.json`;
    return { key, body: Buffer.from(`${lines.join('\n')}\n`), metadata: {} };
  };
  return [
    makeType('AWS:InstanceInformation', [informationOf(machine, `10.0.${random.below(64)}.${4 + random.below(250)}`)]),
    makeType('AWS:Application', softwareOf(machine).map(applicationOf)),
    makeType('AWS:PatchSummary', [summaryOf(machine, scanned)]),
  ];
}

function informationOf({ id, name }: Machine, IpAddress: string): object {
  return {
    InstanceId: id,
    InstanceStatus: 'Active',
    ComputerName: `${name}.ap-northeast-1.compute.internal`,
    PlatformType: 'Linux',
    PlatformName: 'Amazon Linux',
    PlatformVersion: '2023',
    AgentType: 'amazon-ssm-agent',
    AgentVersion: '3.3.3270.0',
    IpAddress,
    ResourceType: 'EC2Instance',
  };
}

function applicationOf({ name, version }: ReturnType<typeof softwareOf>[number]): object {
  return {
    Name: name,
    Version: version,
    Release: '1.amzn2023.0.1',
    Epoch: '',
    Publisher: 'Amazon Linux',
    ApplicationType: 'Unspecified',
    Architecture: 'x86_64',
    InstalledTime: '2026-09-01T00:12:00Z',
    PackageId: `${name}-${version}-1.amzn2023.0.1.src.rpm`,
  };
}

/** Systems Manager writes numbers as texts. */
function summaryOf(machine: Machine, scanned: number): object {
  const { missing, failed, critical, pending_reboot } = patchesOf(machine) ?? NO_WORK;
  return {
    PatchGroup: machine.account.name,
    BaselineId: 'pb-0123456789abcdef0',
    OperationType: 'Scan',
    OperationStartTime: isoOf(scanned),
    OperationEndTime: isoOf(scanned + 40_000),
    InstalledCount: String(180 - missing),
    InstalledOtherCount: '12',
    InstalledRejectedCount: '0',
    InstalledPendingRebootCount: String(pending_reboot),
    MissingCount: String(missing),
    FailedCount: String(failed),
    NotApplicableCount: '410',
    CriticalNonCompliantCount: String(critical),
    SecurityNonCompliantCount: String(missing),
    OtherNonCompliantCount: '0',
  };
}

const NO_WORK: Patches = { missing: 0, failed: 0, critical: 0, pending_reboot: 0 };
