import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RETENTION, withRetention } from '../job.mjs';
import { enableInOrganization } from '../organization.mjs';
import { REGION } from '../sandbox.mjs';
import { addAccount, addPolicies, makeRoleStacks, writeTasks } from './org-formation-files.mjs';

export const VERSION = '1.0.17';
const home = fileURLToPath(new URL('../.peers', import.meta.url));
const program = join(home, 'node_modules', 'aws-organization-formation', 'dist', 'cli.js');

/**
 * In a folder of its own that git ignores: a benchmark's peer is no dependency of ours.
 * @returns {string | null} why it could not be installed
 */
export function installOrgFormation() {
  if (existsSync(program)) return null;
  mkdirSync(home, { recursive: true });
  const parameters = [
    '--prefix',
    home,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--fetch-retries=1',
  ];
  const { status, stderr } = spawnSync('npm', ['install', ...parameters, `aws-organization-formation@${VERSION}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return status === 0
    ? null
    : `org-formation could not be installed from the npm registry: ${stderr.trim().split('\n')[0]}`;
}

/** As it is after installation, and with as many accounts at once as Metsuke takes for its plain stacks. */
export const orgFormation = makePeer('org-formation', 'org-formation', { stacksAtOnce: 1, tasksAtOnce: 1 });
export const orgFormationTuned = makePeer('org-formation-100', 'org-formation, tuned', {
  stacksAtOnce: 100,
  tasksAtOnce: 10,
});

function makePeer(id, name, { stacksAtOnce, tasksAtOnce }) {
  const perform = ({ run }) =>
    run([process.execPath, program, 'perform-tasks', 'tasks.yml', '--max-concurrent-tasks', String(tasksAtOnce)]);
  const write = (folder, job, days) => {
    const roles = makeRoleStacks(job.serviceLinkedRoles);
    writeTasks(folder, [...roles, ...withRetention(job.stacks, days)], stacksAtOnce);
  };
  return {
    id,
    name,
    async prepare({ folder, job, sandbox, run, untimed }) {
      await untimed(() => enableInOrganization(sandbox, job));
      const measured = run([process.execPath, program, 'init', 'organization.yml', '--region', REGION]);
      addPolicies(folder, job.policies);
      write(folder, job, RETENTION.before);
      return measured;
    },
    phases: {
      first: perform,
      noop: perform,
      change(context) {
        write(context.folder, context.job, RETENTION.after);
        return perform(context);
      },
      join(context) {
        addAccount(context.folder, context.joined);
        return perform(context);
      },
    },
  };
}
