import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A tree of Debian bookworm in a folder, as debootstrap makes it: everything of a system but a running kernel. */
export interface Userland {
  readonly folder: string;
  /** Runs a program inside; throws with its output when it fails. */
  run(...command: readonly string[]): string;
  /** An independent copy, as fresh as this one is now. */
  copy(): Userland;
  remove(): void;
}

/** What the playbook configures, so that its result can be asked; ansible-core runs it. */
const PACKAGES = [
  'ansible-core',
  'python3-apt',
  'python3-cffi-backend',
  'auditd',
  'chrony',
  'cron',
  'kmod',
  'libpam-pwquality',
  'openssh-server',
  'procps',
  'rsyslog',
  'sudo',
  'systemd',
  // What is to be removed: clients behind empty packages, and a server.
  'ftp',
  'rpcbind',
  'telnet',
];

/** Null, or why this machine cannot make one. */
export function whyNoUserland(): string | null {
  if (process.platform !== 'linux') return `debootstrap makes trees for Linux, not for ${process.platform}`;
  if (process.getuid?.() !== 0) return 'debootstrap needs root';
  const missing = ['debootstrap', 'unshare'].filter((program) => spawnSync('which', [program]).status !== 0);
  return missing.length > 0
    ? `${missing.join(' and ')} is not installed: apt-get install debootstrap util-linux`
    : null;
}

const RELEASE = 'bookworm';
/** Another list of packages is another tree. */
const KEPT = join(
  ...[homedir(), '.cache', 'metsuke-tests'],
  `userland-${RELEASE}-${createHash('sha256').update(PACKAGES.join()).digest('hex').slice(0, 12)}`,
);

/** The first on a machine takes a minute or two: some 350 MB from the mirror that apt uses. The others copy it. */
export function makeUserland(): Userland {
  if (!existsSync(KEPT)) keepUserland();
  const userland = userlandIn(KEPT).copy();
  rememberZipCode(userland);
  return userland;
}

/** A line `import` of a .pth file is executed when Python starts. */
function rememberZipCode({ folder }: Userland): void {
  const packages = join(folder, 'usr', 'lib', 'python3', 'dist-packages');
  cpSync(join(import.meta.dirname, 'zip_code.py'), join(packages, 'zip_code.py'));
  writeFileSync(join(packages, 'zip_code.pth'), 'import zip_code\n');
}

/** Moved when complete: an interrupted test leaves no half of a tree that another one would take. */
function keepUserland(): void {
  mkdirSync(join(KEPT, '..'), { recursive: true });
  const draft = mkdtempSync(`${KEPT}-`);
  try {
    execute('debootstrap', ['--variant=minbase', `--include=${PACKAGES.join()}`, RELEASE, draft]);
    renameSync(draft, KEPT);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another run on this machine was faster.
    if (!existsSync(KEPT)) throw error;
  }
}

function userlandIn(folder: string): Userland {
  return {
    folder,
    run: (...command) => runInside(folder, command),
    copy: () => {
      const target = mkdtempSync(join(tmpdir(), 'metsuke-userland-'));
      // Not cpSync: it knows neither owners nor devices.
      execute('cp', ['-a', '--reflink=auto', `${folder}/.`, target]);
      return userlandIn(target);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const ENVIRONMENT = {
  LC_ALL: 'C.UTF-8',
  HOME: '/root',
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  // Modules through the standard input of their Python: the same ones, without a file and three shells for each.
  ANSIBLE_PIPELINING: '1',
};

/** In name spaces of its own, so that mounts and processes end with it. */
function runInside(folder: string, command: readonly string[]): string {
  const script = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"';
  return execute('unshare', ['--mount', '--pid', '--fork', 'sh', '-c', script, folder, ...command]);
}

function execute(program: string, parameters: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, {
    encoding: 'utf8',
    env: ENVIRONMENT,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  throw new Error(`${program} ${parameters.join(' ')} ended with ${status}: ${error ?? ''}${stdout}${stderr}`);
}

export interface PlayResult {
  readonly changed: number;
  readonly failed: number;
}

const PLAYBOOK = new URL('../../src/images/ansible', import.meta.url).pathname;

/** Runs the playbook as a build instance would, with these settings. */
export function play(userland: Userland, settings: Readonly<Record<string, unknown>>): PlayResult {
  const inside = '/opt/metsuke';
  const target = join(userland.folder, inside);
  if (!existsSync(target)) mkdirSync(target);
  cpSync(PLAYBOOK, target, { recursive: true });
  writeFileSync(join(target, 'settings.json'), JSON.stringify(settings));
  const output = userland.run(
    ...['ansible-playbook', '-i', 'localhost,', '-c', 'local', `${inside}/site.yml`, '-e', `@${inside}/settings.json`],
  );
  const [, changed, failed] = /changed=(\d+).*failed=(\d+)/.exec(output) ?? [];
  if (changed === undefined) throw new Error(`the playbook told no result:\n${output}`);
  return { changed: Number(changed), failed: Number(failed) };
}
