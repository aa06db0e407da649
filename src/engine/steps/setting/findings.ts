import type { Finding } from '../../../domain/finding.ts';
import { note, retell } from '../../../domain/say.ts';
import type { Plan } from '../../plan/plan.ts';
import { nameOf, showChange } from '../words.ts';

/** What was set and is not there any more, for a status: a plan has a step for it. */
export function changedSettings(plan: Plan): readonly Finding[] {
  return plan.steps.flatMap((step) => {
    if (step.kind !== 'setting' || step.action !== 'set') return [];
    const changed = step.targets.filter(({ reason, changes }) => reason === 'drifted' && changes.length > 0);
    return changed.map(({ account: id, region, changes, culprits = [] }): Finding => {
      const name = nameOf(id, plan);
      const values = changes.map(showChange).join(', ');
      const told = culprits.length === 0 ? '' : ` (${culprits.map(retell).join('; ')})`;
      return {
        severity: 'warning',
        code: 'setting-changed',
        message: note`In the account ${name} (${id}), ${region}, ${step.title} was changed by hand: ${values}${told}`,
        hint: note`Set it again:`,
        command: 'metsuke apply',
        account: { id, name },
      };
    });
  });
}
