import type { ArchiveObject } from './archive-object.ts';
import { DAY_MS, HOUR_MS, isoOf } from './place.ts';
import type { Scene } from './plant.ts';
import { makeRandom, type Random } from './random.ts';
import { awsLogs, type PlantedRow, type Records } from './record.ts';

/** Somebody asks the archive's bucket for something. */
interface Request {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `svc:cloudtrail.amazonaws.com`, the ARN of a session, or `-` for nobody. */
  readonly requester: string;
  readonly address: string;
  /** `REST.GET.OBJECT` */
  readonly operation: string;
  readonly key: string;
  readonly status: number;
  readonly tls?: string;
}

/** What is wrong, under the word that the report has for it. */
interface PlantedRequest extends Request {
  readonly anomaly: string;
}

/** The access log of the archive's bucket, a few objects a day. */
export function makeAccessLog(scene: Scene, days: readonly number[]): Records {
  const wrong = days.length === 0 ? [] : plantRequests(scene);
  const slots = new Map<number, Request[]>();
  for (const request of [...days.flatMap((day) => ordinaryRequests(scene, day)), ...wrong]) {
    const slot = Math.floor(request.time / SLOT_MS);
    slots.set(slot, [...(slots.get(slot) ?? []), request]);
  }
  return {
    objects: [...slots].map(([slot, requests]) => makeObject(scene, slot, requests)),
    planted: { 'access-log-anomalies': countAnomalies(scene, wrong) },
  };
}

const SLOT_MS = 6 * HOUR_MS;

/** Services deliver, an auditor reads, and the lifecycle removes what is old enough. */
function ordinaryRequests({ plan }: Scene, day: number): readonly Request[] {
  const random = makeRandom(plan.seed, 'access log', isoOf(day));
  const logs = awsLogs(plan);
  const at = () => day + random.below(DAY_MS);
  const deliveries = plan.accounts.flatMap(({ id }) =>
    ['cloudtrail', 'config'].map((service) => ({
      time: at(),
      requester: `svc:${service}.amazonaws.com`,
      address: '10.72.14.8',
      operation: 'REST.PUT.OBJECT',
      key: `${logs}${id}/${random.hex(16)}.json.gz`,
      status: 200,
    })),
  );
  const audit = sessionOf(plan.managementAccountId, 'AuditReader', 'sakura');
  const reading = { requester: audit, address: '203.0.113.14', operation: 'REST.GET.OBJECT', status: 200 };
  const expired = { requester: 'AmazonS3', address: '-', operation: 'S3.EXPIRE.OBJECT', status: 200 };
  return [
    ...deliveries,
    { time: at(), key: `${logs}${random.hex(16)}.json.gz`, ...reading },
    { time: at(), key: `${logs}${random.hex(16)}.json.gz`, ...expired },
  ];
}

function plantRequests({ plan, account, at }: Scene): readonly PlantedRequest[] {
  const [dev, log, stg] = [account('dev').id, account('log').id, account('stg').id];
  const key = `${awsLogs(plan)}${dev}/CloudTrail/${plan.homeRegion}/trace.json.gz`;
  const reading = { operation: 'REST.GET.OBJECT', key };
  const curious = { ...reading, requester: sessionOf(dev, 'PowerUserAccess', 'daichi'), address: '203.0.113.15' };
  const time = (daysBefore: number, hour: number, minute = 0) => Date.parse(at(daysBefore, hour, minute));
  return [
    {
      anomaly: 'deletes',
      time: time(6, 19, 40),
      requester: sessionOf(log, 'AdministratorAccess', 'kenji'),
      address: '203.0.113.13',
      operation: 'REST.DELETE.OBJECT',
      key,
      status: 204,
    },
    ...[0, 1, 2].map((minute) => ({ anomaly: 'refused', time: time(2, 17, 20 + minute), ...curious, status: 403 })),
    { anomaly: 'anonymous', time: time(10, 13), ...reading, requester: '-', address: '198.51.100.77', status: 403 },
    {
      anomaly: 'old TLS',
      time: time(19, 10, 30),
      ...reading,
      requester: sessionOf(stg, 'legacy-batch', 'legacy'),
      address: '198.51.100.90',
      status: 200,
      tls: 'TLSv1.1',
    },
  ];
}

function sessionOf(account: string, role: string, session: string): string {
  return `arn:aws:sts::${account}:assumed-role/${role}/${session}`;
}

function countAnomalies({ plan }: Scene, wrong: readonly PlantedRequest[]): readonly PlantedRow[] {
  const first = wrong.filter(({ anomaly }, index) => wrong.findIndex((each) => each.anomaly === anomaly) === index);
  return first.map(({ anomaly, requester, operation, status, address }) => ({
    bucket: plan.bucket,
    anomaly,
    actor: requester,
    event: operation,
    error: String(status),
    source_ip: address,
    calls: wrong.filter((each) => each.anomaly === anomaly).length,
  }));
}

/** Where `metsuke archive sync` puts what lies in a bucket of its own. */
export const ACCESS_LOG_FOLDER = 's3-access-logs/';

/** Written some minutes after the last request in it. */
function makeObject({ plan }: Scene, slot: number, requests: readonly Request[]): ArchiveObject {
  const random = makeRandom(plan.seed, 'access log object', slot);
  const written = isoOf((slot + 1) * SLOT_MS + random.below(HOUR_MS)).slice(0, 19);
  const lines = [...requests].sort((a, b) => a.time - b.time).map((request) => lineOf(request, plan.bucket, random));
  return {
    key: `${ACCESS_LOG_FOLDER}${written.replaceAll(/[T:]/g, '-')}-${random.hex(16).toUpperCase()}`,
    body: Buffer.from(`${lines.join('\n')}\n`),
    metadata: {},
  };
}

function lineOf(request: Request, bucket: string, random: Random): string {
  const { time, requester, address, operation, key, status, tls = 'TLSv1.3' } = request;
  const isByPeople = requester.startsWith('arn:');
  const isRequest = operation.startsWith('REST.');
  const fields = [
    ...[OWNER, bucket, `[${stampOf(time)}]`, address, requester, random.id(16), operation, key],
    isRequest ? `"${operation.split('.')[1]} /${bucket}/${key} HTTP/1.1"` : '-',
    ...[status, status === 403 ? 'AccessDenied' : '-', '-', 4_213, 21, 18, '-'],
    isRequest ? `"${isByPeople ? 'aws-cli/2.31.4' : 'aws-internal/3'}"` : '-',
    ...['-', random.id(44), requester === '-' || !isRequest ? '-' : 'SigV4'],
    ...(isRequest ? ['TLS_AES_128_GCM_SHA256', 'AuthHeader', `${bucket}.s3.amazonaws.com`, tls] : ['-', '-', '-', '-']),
    ...['-', '-'],
  ];
  return fields.join(' ');
}

/** A canonical user id, of nobody. */
const OWNER = '0'.repeat(60).concat('cafe');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14/Oct/2026:03:00:38 +0000` */
function stampOf(time: number): string {
  const [year = '', month = '', rest = ''] = isoOf(time).split('-');
  const [day = '', clock = ''] = rest.split('T');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${clock.slice(0, 8)} +0000`;
}
