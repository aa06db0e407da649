import type { Account } from '../../domain/account.ts';
import type { Finding } from '../../domain/finding.ts';
import { note } from '../../domain/say.ts';
import { forShell } from '../../domain/text/media.ts';
import type { InstanceChange } from '../steps/change.ts';
import type { StackStep } from '../steps/stack/step.ts';
import type { Step } from '../steps/step.ts';
import type { Plan } from './plan.ts';

/** What the owner of an account runs in it, where nobody outside can work. */
export function ownersCommand(step: StackStep, target: InstanceChange): string {
  const { definition, region, title } = step;
  const verb = verbOf(step, target);
  const stack = `aws cloudformation ${verb}-stack --region ${region} --stack-name ${definition.name}`;
  if (verb === 'delete') return stack;
  const parameters = Object.entries(definition.parameters)
    .flatMap(([name, value]) =>
      'value' in value ? [forShell(`ParameterKey=${name},ParameterValue=${value.value}`)] : [],
    )
    .join(' ');
  return (
    `metsuke synth --out synth && ${stack} --template-body file://synth/templates/${title}.json ` +
    `--capabilities CAPABILITY_NAMED_IAM --parameters ${parameters}`
  );
}

export function verbOf({ action }: StackStep, { reason }: InstanceChange): StackStep['action'] {
  if (action === 'delete') return 'delete';
  return reason === 'template-changed' ? 'update' : 'create';
}

/** Invited accounts that get the execution role: each is told with its owner's command before an apply needs it. */
export function invitedAccounts(steps: readonly Step[], accounts: readonly Account[]): readonly Finding[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'stack' || step.makesRole === null) return [];
    const invited = step.targets.filter((target) => target.invited && verbOf(step, target) === 'create');
    return invited.map((target) => invitedAccount(step, target, accounts));
  });
}

function invitedAccount(step: StackStep, target: InstanceChange, accounts: readonly Account[]): Finding {
  const { account: id } = target;
  const name = accounts.find((account) => account.id === id)?.name ?? id;
  return {
    severity: 'warning',
    code: INVITED_ACCOUNT,
    message: note`${name} (${id}) was invited; ${step.throughRole} may be missing there.`,
    account: { id, name },
    hint: note`If it is missing, run this with credentials of the account (docs/first-deployment.md has another way):`,
    command: ownersCommand(step, target),
  };
}

export const INVITED_ACCOUNT = 'invited-account';

export function invitedIn({ findings }: Pick<Plan, 'findings'>): readonly Finding[] {
  return findings.filter(({ code }) => code === INVITED_ACCOUNT);
}
