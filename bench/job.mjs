// What has to be done, as Metsuke plans it for a fresh organization with the configuration that `metsuke init` writes:
// every peer gets exactly this.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { root } from './sandbox.mjs';

export const CLI = join(root, 'bin', 'metsuke.js');
export const RETENTION = { before: 365, after: 730 };
const EMAIL = 'security@example.com';

/** The default configuration; nothing but the days for which logs are kept is ever changed in it. */
export function writeConfiguration(context, retentionDays) {
  const file = join(context.folder, 'metsuke.yaml');
  if (!existsSync(file)) {
    context.run([process.execPath, CLI, 'init', '--audit', 'audit', '--log', 'log', '--email', EMAIL]);
  }
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(['logs', 'retentionDays'], retentionDays);
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}

export function readJob(context) {
  writeConfiguration(context, RETENTION.before);
  const file = join(context.folder, 'plan.json');
  context.run([process.execPath, CLI, 'plan', '--out', file]);
  return makeJob(JSON.parse(readFileSync(file, 'utf8')).steps);
}

/** Another kind of step stops the benchmark: it has to be said first what the peers do about it. */
function makeJob(steps) {
  const titles = new Map(steps.map(({ id, title }) => [id, title]));
  const job = {
    stacks: [],
    policies: [],
    policyTypes: [],
    trustedAccess: [],
    delegatedAdministrators: [],
    serviceLinkedRoles: [],
    guardDuty: [],
  };
  for (const step of steps) {
    switch (step.kind) {
      case 'stack':
      case 'stack-set':
        job.stacks.push(toStack(step, titles));
        break;
      case 'policy':
        job.policies.push({ title: step.title, name: step.name, description: step.description, content: step.content });
        break;
      case 'policy-type':
        job.policyTypes.push(step.policyType);
        break;
      case 'service-access':
        job.trustedAccess.push(step.principal);
        break;
      case 'delegated-administrator':
        job.delegatedAdministrators.push({ principal: step.principal, account: step.account });
        break;
      case 'service-linked-role':
        job.serviceLinkedRoles.push({
          title: step.title,
          principal: step.principal,
          accounts: step.targets.map(({ account }) => account),
        });
        break;
      case 'guard-duty':
        job.guardDuty.push(step.region);
        break;
      default:
        throw new Error(
          `bench/job.mjs does not know steps of the kind ${step.kind}: say there what the peers do about it.`,
        );
    }
  }
  return { ...job, changed: job.stacks.filter(hasRetention).map(({ title }) => title) };
}

function toStack({ title, kind, definition, targets, instances, preferences, dependsOn }, titles) {
  const places = targets ?? instances.create;
  const accounts = [...new Set(places.map(({ account }) => account))];
  const regions = [...new Set(places.map(({ region }) => region))];
  if (accounts.length * regions.length !== places.length) {
    throw new Error(`${title} is not in every region of every account: the peers cannot say that yet.`);
  }
  return {
    title,
    kind,
    name: definition.name,
    templateBody: definition.templateBody,
    capabilities: definition.capabilities,
    // What the plan hides is the address.
    parameters: Object.fromEntries(
      Object.entries(definition.parameters).map(([key, value]) => [key, value.value ?? EMAIL]),
    ),
    accounts,
    regions,
    preferences: preferences ?? null,
    needs: [...new Set(dependsOn.map((id) => titles.get(id)))],
  };
}

function hasRetention({ parameters }) {
  return 'RetentionDays' in parameters;
}

/** The stacks with the changed parameter. */
export function withRetention(stacks, days) {
  return stacks.map((stack) =>
    hasRetention(stack) ? { ...stack, parameters: { ...stack.parameters, RetentionDays: String(days) } } : stack,
  );
}
