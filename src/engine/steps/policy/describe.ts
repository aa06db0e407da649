import { retell, say } from '../../../domain/say.ts';
import { clauses, listed, listOrCount } from '../../../domain/text/phrases.ts';
import { type Description, NOWHERE } from '../description.ts';
import { removable, showChange } from '../words.ts';
import type { PolicyStep } from './step.ts';

const SIGNS = { create: '+', update: '~', attach: '~', delete: '-' } as const;

export const policyDescription: Description<PolicyStep> = {
  ...NOWHERE,
  calls: ({ attach, detach }) => 1 + attach.length + detach.length,
  title: ({ title, action }) => removable(title, action === 'delete'),
  sign: ({ action }) => SIGNS[action],
  row: (step) => ({
    where: listed([say`policy`, targetsOf(step)].filter(Boolean)),
    regions: '',
    why: whyOf(step),
  }),
};

function targetsOf({ attach, detach }: PolicyStep): string {
  return listOrCount(
    [...attach, ...detach].map(({ name }) => name),
    3,
    'targets',
  );
}

function whyOf(step: PolicyStep): string {
  const attached = step.attach.length > 0 ? [say`attached to ${listed(step.attach.map(({ name }) => name))}`] : [];
  const detached = step.detach.length > 0 ? [say`detached from ${listed(step.detach.map(({ name }) => name))}`] : [];
  const changed = step.changes.slice(0, 3).map((change) => showChange({ ...change, path: lastPart(change.path) }));
  const more = step.changes.length > 3 ? [say`and ${step.changes.length - 3} more`] : [];
  const deleted = step.action === 'delete' ? [say`deleted`] : [];
  const calls = (step.culprits ?? []).map(retell).join('; ');
  const told = calls === '' ? [] : [say`events told of ${calls}`];
  return clauses([...deleted, ...changed, ...more, ...attached, ...detached, ...told]);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
