import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RETENTION } from '../job.mjs';
import { REGION } from '../sandbox.mjs';
import { addAccount, addPolicy, writeTasks } from './org-formation-files.mjs';

export const VERSION = '1.0.17';
const home = fileURLToPath(new URL('../.peers', import.meta.url));
const program = join(home, 'node_modules', 'aws-organization-formation', 'dist', 'cli.js');

/** In a folder of its own that git ignores: a benchmark's peer is no dependency of ours. */
export function installOrgFormation() {
  if (existsSync(program)) return;
  mkdirSync(home, { recursive: true });
  const parameters = ['--prefix', home, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status } = spawnSync('npm', ['install', ...parameters, `aws-organization-formation@${VERSION}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('org-formation could not be installed.');
}

/** As it is after installation, and with as many accounts at once as Metsuke takes for its plain stacks. */
export const orgFormation = makePeer('org-formation', 'org-formation, default settings', 1, 1);
export const orgFormationTuned = makePeer('org-formation-100', 'org-formation, 100 stacks at once', 100, 10);

function makePeer(id, name, stacksAtOnce, tasksAtOnce) {
  const perform = ({ run }) =>
    run([process.execPath, program, 'perform-tasks', 'tasks.yml', '--max-concurrent-tasks', String(tasksAtOnce)]);
  const write = (folder, stacks) => writeTasks(folder, stacks, stacksAtOnce);
  return {
    id,
    name,
    prepare({ folder, job, run }) {
      const measured = run([process.execPath, program, 'init', 'organization.yml', '--region', REGION]);
      addPolicy(folder, job.policy);
      write(folder, job.stacks);
      return measured;
    },
    phases: {
      first: perform,
      noop: perform,
      change(context) {
        write(context.folder, withRetention(context.job.stacks, RETENTION.after));
        return perform(context);
      },
      join(context) {
        addAccount(context.folder, context.joined);
        return perform(context);
      },
    },
  };
}

function withRetention(stacks, days) {
  return stacks.map((stack) =>
    'RetentionDays' in stack.parameters
      ? { ...stack, parameters: { ...stack.parameters, RetentionDays: String(days) } }
      : stack,
  );
}
