// The whole tool in a few minutes and without AWS: an emulated organization of seven accounts is governed, changed and
// looked at through the command line, as a user would. `-- --keep` leaves it running for your own experiments.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUpOrStop } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'bin', 'metsuke.js');
const CHANGE = { from: 'retentionDays: 365', to: 'retentionDays: 730' };

/** A reason to end the demo, told in one sentence. */
class DemoError extends Error {}

let stoppedBy = null;
let running = null;

async function demo({ keep }) {
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-demo-'));
  cpSync(join(root, 'examples', 'demo'), folder, { recursive: true });
  let finished = false;
  let serve = async () => {};
  try {
    await startSandbox(folder, keep);
    const environment = await readEnvironment(folder);
    await govern(folder, environment);
    await happen(folder, environment);
    if (keep) serve = () => showDashboard(folder, environment);
    else await writeDashboard(folder, environment);
    finished = true;
  } finally {
    if (finished && keep) sayHowToGoOn(folder);
    else await stopSandbox(folder);
  }
  if (!keep) return say(WHAT_NEXT);
  await serve();
}

async function startSandbox(folder, keep) {
  title('An organization to rehearse on: seven accounts, one of them suspended');
  // Gone with this process, even when it is killed.
  const tether = keep ? [] : ['--parent-pid', String(process.pid)];
  await metsuke(['sandbox', 'up', '--organization', 'organization.yaml'], { folder, hidden: tether });
}

async function readEnvironment(folder) {
  say('$ eval "$(metsuke sandbox env)"');
  const text = await run([cli, 'sandbox', 'env', '--json'], { folder, capture: true });
  const environment = { ...process.env, ...JSON.parse(text) };
  delete environment.AWS_PROFILE;
  delete environment.AWS_SESSION_TOKEN;
  return environment;
}

async function govern(folder, environment) {
  title('What would change: nothing is touched');
  await metsuke(['plan'], { folder, environment });

  title('Make it so');
  await metsuke(['apply', '--yes'], { folder, environment });

  title('Once more: there must be nothing left to do (--exit-code would answer 3)');
  await metsuke(['plan', '--exit-code'], { folder, environment });

  title('One line changes: logs are kept for two years');
  changeRetention(join(folder, 'metsuke.yaml'));
  await metsuke(['plan'], { folder, environment });
  await metsuke(['apply', '--yes'], { folder, environment });

  title('What is deployed where, once a person has followed the link in the mail');
  await metsuke(['sandbox', 'mail', 'confirm'], { folder, environment });
  await metsuke(['status'], { folder, environment });
  await metsuke(['sandbox', 'status'], { folder, environment });
}

async function happen(folder, environment) {
  title('A bucket of dev is opened to the world, and prod is attacked');
  await metsuke(['sandbox', 'event', '--sample', 'config-violation', '--account', 'dev'], { folder, environment });
  await metsuke(['sandbox', 'event', '--sample', 'guardduty-finding', '--account', 'prod'], { folder, environment });
}

async function writeDashboard(folder, environment) {
  title('What is wrong in all accounts, on one page');
  await metsuke(['posture'], { folder, environment });
  await metsuke(['dashboard', '--out', join(tmpdir(), 'metsuke-dashboard.html')], { folder, environment });
}

/** Until Ctrl-C, which ends the page and leaves the sandbox. */
async function showDashboard(folder, environment) {
  title('What is wrong in all accounts, on one page: open this address, and press Ctrl-C when you have seen it');
  await metsuke(['dashboard'], { folder, environment }).catch((error) => {
    if (stoppedBy !== 'Ctrl-C') throw error;
  });
}

function changeRetention(file) {
  say(`$ sed -i 's/${CHANGE.from}/${CHANGE.to}/' metsuke.yaml`);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(CHANGE.from)) throw new DemoError(`examples/demo/metsuke.yaml has no "${CHANGE.from}" to change.`);
  writeFileSync(file, text.replace(CHANGE.from, CHANGE.to));
}

async function stopSandbox(folder) {
  title('The end');
  running?.kill('SIGTERM');
  say('$ metsuke sandbox down');
  // Even after Ctrl-C: this must still happen.
  await run([cli, 'sandbox', 'down'], { folder, uninterruptible: true });
  rmSync(folder, { recursive: true, force: true });
}

async function metsuke(parameters, { folder, environment = process.env, hidden = [] }) {
  say(`$ metsuke ${parameters.join(' ')}`);
  await run([cli, ...parameters, ...hidden], { folder, environment });
  say('');
}

/** Returns what the program printed when `capture` is set; else a person sees it. */
function run(
  [program, ...parameters],
  { folder, environment = process.env, capture = false, uninterruptible = false },
) {
  if (stoppedBy !== null && !uninterruptible) throw new DemoError(`Stopped by ${stoppedBy}.`);
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, ...parameters], {
      cwd: folder,
      env: environment,
      stdio: ['inherit', capture ? 'pipe' : 'inherit', 'inherit'],
      // A terminal's Ctrl-C goes to all of a process group: clearing up must not get it.
      detached: uninterruptible,
    });
    let output = '';
    child.stdout?.on('data', (data) => {
      output += data;
    });
    running = child;
    child.on('error', fail);
    child.on('close', (code, signal) => {
      running = null;
      if (stoppedBy !== null && !uninterruptible) return fail(new DemoError(`Stopped by ${stoppedBy}.`));
      if (code === 0) return done(output);
      fail(new DemoError(`The demo ends: metsuke ${parameters.join(' ')} ended with ${signal ?? code}.`));
    });
  });
}

const WHAT_NEXT = `
Next:
  npm run demo -- --keep        the same; the sandbox stays up for you
  export PATH="$PWD/bin:$PATH"  this shell finds metsuke
  metsuke init                  write a metsuke.yaml for your own organization
  examples/demo/metsuke.yaml    the file that was just applied`;

function sayHowToGoOn(folder) {
  say(`
The sandbox is still up. To go on with it:
  cd ${folder}
  export PATH="${join(root, 'bin')}:$PATH"
  eval "$(metsuke sandbox env)"
  metsuke plan                              also works: aws organizations list-accounts
  metsuke sandbox add-account dev2 --unit Workloads && metsuke plan
To stop it:
  metsuke sandbox down`);
}

function title(text) {
  const bold = process.stdout.isTTY && !process.env.NO_COLOR ? ['\x1b[1m', '\x1b[22m'] : ['', ''];
  say(`\n${bold[0]}── ${text}${bold[1]}`);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stoppedBy ??= signal === 'SIGINT' ? 'Ctrl-C' : signal;
    // Ctrl-C has reached the running command by itself.
    if (signal !== 'SIGINT') running?.kill(signal);
  });
}

await setUpOrStop();
demo({ keep: process.argv.includes('--keep') }).catch((error) => {
  if (!(error instanceof DemoError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = stoppedBy === null ? 1 : 130;
});
