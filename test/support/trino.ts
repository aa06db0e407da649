import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Trino with the Hive connector, which keeps its tables in a folder and reads from the S3 that it is told. */
export interface Trino {
  /** `http://127.0.0.1:41234/hive` */
  readonly catalog: string;
  /** Runs a statement that gives no rows. */
  execute(statement: string): Promise<void>;
  /** Statements that the server works on. */
  running(): Promise<number>;
  stop(): Promise<void>;
}

export interface S3Endpoint {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const VERSION = '476';
const LEAST_JAVA = 24;
const REPOSITORY = 'https://repo1.maven.org/maven2/io/trino';
const ARTEFACTS = [
  {
    file: `trino-server-core-${VERSION}.tar.gz`,
    path: `trino-server-core/${VERSION}`,
    sha256: '0f388f9967c177ae70a47c099082fc95387f0c3cb96d8000d1d41fc3a5223158',
  },
  {
    file: `trino-hive-${VERSION}.zip`,
    path: `trino-hive/${VERSION}`,
    sha256: '611bacdb07d9f3cf7b9d47f97ecc76fa2e7ff8bfe8a9728c3d06adc1bfb8662e',
  },
] as const;

/** Why there is no Trino here; null when one can be started. */
export async function prepareTrino(): Promise<string | null> {
  if (findJava() === null) return `there is no Java ${LEAST_JAVA} or newer`;
  return install().then(
    () => null,
    (error: Error) => `Trino cannot be fetched: ${error.message}`,
  );
}

function findJava(): string | null {
  const homes = [process.env.JAVA_HOME, ...foldersIn('/usr/lib/jvm')].filter((home) => home !== undefined);
  const programs = [...homes.map((home) => join(home, 'bin', 'java')).filter((path) => existsSync(path)), 'java'];
  return programs.find((program) => javaVersion(program) >= LEAST_JAVA) ?? null;
}

function foldersIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function javaVersion(program: string): number {
  try {
    const said = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return Number(/ (\d+)/.exec(said)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const HOME = join(homedir(), '.cache', 'metsuke-tests', `trino-${VERSION}`);

/** Once for a machine. The server comes without any plugin but that of Hive: the fewer, the sooner it is there. */
async function install(): Promise<void> {
  if (existsSync(HOME)) return;
  mkdirSync(join(HOME, '..'), { recursive: true });
  const folder = mkdtempSync(`${HOME}-`);
  try {
    const [core, hive] = await Promise.all(ARTEFACTS.map((artefact) => fetchInto(folder, artefact)));
    execFileSync('tar', ['-xzf', core ?? '', '-C', folder, '--strip-components=1', '--exclude=*/plugin/*']);
    mkdirSync(join(folder, 'plugin'), { recursive: true });
    execFileSync('python3', ['-m', 'zipfile', '-e', hive ?? '', join(folder, 'plugin')]);
    renameSync(join(folder, 'plugin', `trino-hive-${VERSION}`), join(folder, 'plugin', 'hive'));
    for (const path of [core, hive]) rmSync(path ?? '');
    renameSync(folder, HOME);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function fetchInto(folder: string, { file, path, sha256 }: (typeof ARTEFACTS)[number]): Promise<string> {
  const response = await fetch(`${REPOSITORY}/${path}/${file}`);
  if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  const body = Buffer.from(await response.arrayBuffer());
  if (createHash('sha256').update(body).digest('hex') !== sha256)
    throw new Error(`${file} is another one than expected`);
  const target = join(folder, file);
  writeFileSync(target, body);
  return target;
}

export async function startTrino(s3: S3Endpoint): Promise<Trino> {
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-trino-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  mkdirSync(join(folder, 'catalog'));
  mkdirSync(join(folder, 'metastore'));
  writeFileSync(join(folder, 'catalog', 'hive.properties'), lines(catalogOf(s3, folder)));
  writeFileSync(join(folder, 'config.properties'), lines(configOf(folder, port)));
  const server = spawn(findJava() ?? 'java', optionsOf(folder), {
    // It writes a log of requests below where it runs.
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = gather(server);
  try {
    await untilStarted(server, said, origin);
  } catch (error) {
    server.kill('SIGKILL');
    throw error;
  }
  return {
    catalog: `${origin}/hive`,
    execute: (statement) => execute(origin, statement),
    async running() {
      const queries = (await ask(`${origin}/v1/query`)) as unknown as readonly { readonly state: string }[];
      return queries.filter(({ state }) => !['FINISHED', 'FAILED'].includes(state)).length;
    },
    async stop() {
      server.kill('SIGKILL');
      await new Promise((resolve) => server.once('close', resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ask(uri: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  const response = await fetch(uri, { ...init, headers: { 'x-trino-user': 'tests', 'x-trino-catalog': 'hive' } });
  return (await response.json()) as Record<string, unknown>;
}

async function execute(origin: string, statement: string): Promise<void> {
  let page = await ask(`${origin}/v1/statement`, { method: 'POST', body: statement });
  while (typeof page.nextUri === 'string') page = await ask(page.nextUri);
  if (page.error) throw new Error(`${(page.error as { message: string }).message}\n${statement}`);
}

type Properties = Readonly<Record<string, string | number>>;

function lines(properties: Properties): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function configOf(folder: string, port: number): Properties {
  return {
    'node.environment': 'tests',
    'node.id': 'tests',
    'node.bind-ip': '127.0.0.1',
    'node.internal-address': '127.0.0.1',
    coordinator: 'true',
    'node-scheduler.include-coordinator': 'true',
    'http-server.http.port': port,
    'discovery.uri': `http://127.0.0.1:${port}`,
    'query.max-memory': '600MB',
    'query.max-memory-per-node': '600MB',
    'catalog.config-dir': join(folder, 'catalog'),
    'plugin.dir': join(HOME, 'plugin'),
  };
}

/** What a user's own catalog needs, but for the metastore: see the documentation of reports. */
function catalogOf({ endpoint, region, accessKeyId, secretAccessKey }: S3Endpoint, folder: string): Properties {
  return {
    'connector.name': 'hive',
    'hive.metastore': 'file',
    'hive.metastore.catalog.dir': 'local:///metastore',
    'fs.native-local.enabled': 'true',
    'local.location': folder,
    'fs.native-s3.enabled': 'true',
    's3.endpoint': endpoint,
    's3.region': region,
    's3.path-style-access': 'true',
    's3.aws-access-key': accessKeyId,
    's3.aws-secret-key': secretAccessKey,
    'hive.partition-projection-enabled': 'true',
    // The objects of a table do not change once it is made: each folder is listed once, not by each statement.
    'hive.file-status-cache-tables': '*',
    'hive.file-status-cache-expire-time': '1h',
    // Config puts snapshots and histories into folders of their own below a day.
    'hive.recursive-directories': 'true',
  };
}

function optionsOf(folder: string): readonly string[] {
  return [
    ...['-Xmx1500m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
    ...['--add-modules=jdk.incubator.vector', '--enable-native-access=ALL-UNNAMED'],
    `-Dconfig=${join(folder, 'config.properties')}`,
    ...['-cp', join(HOME, 'lib', '*'), 'io.trino.server.TrinoServer'],
  ];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The last of what the server says, for when it does not start. */
function gather(server: ChildProcess): () => string {
  let said = '';
  const keep = (piece: Buffer): void => {
    said = `${said}${piece}`.slice(-4_000);
  };
  server.stdout?.on('data', keep);
  server.stderr?.on('data', keep);
  return () => said;
}

/** Against a server that hangs. */
const PATIENCE = 20 * 60_000;

/** It says that it has started before it knows of a node that statements could run on. */
async function untilStarted(server: ChildProcess, said: () => string, origin: string): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (server.exitCode !== null) break;
    const isReady = await execute(origin, 'SELECT 1 FROM system.runtime.nodes').then(
      () => true,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Trino does not start.\n${said()}`);
}
