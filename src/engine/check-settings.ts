import pLimit from 'p-limit';
import type { Blueprint, Setting, SettingCheck } from '../blueprints/blueprint.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { SettingValues } from '../domain/setting.ts';
import type { CheckedItem, CheckOptions } from './checked-item.ts';
import type { Ports } from './observe/ports.ts';
import { untracked } from './observe/track.ts';
import { splitAccounts } from './plan/accounts.ts';
import type { PlanInput } from './plan/input.ts';
import { nameFirst } from './plan/place-names.ts';
import { type Target, targetsOf } from './plan/targets.ts';
import { valuesWanted } from './steps/setting/wanted.ts';

interface Checked {
  readonly blueprint: Blueprint;
  readonly setting: Setting;
  readonly check: SettingCheck;
}

/** What is set, or is not yet, as far as a capability has something to say of it. */
export function checkSettings(ports: Ports, input: PlanInput, options: CheckOptions): Promise<readonly CheckedItem[]> {
  const checked = input.blueprints.flatMap((blueprint) => {
    const { setting } = blueprint;
    return setting?.check?.isAsked(input.config) ? [{ blueprint, setting, check: setting.check }] : [];
  });
  return Promise.all(
    checked.map((one) =>
      one.setting.ofOrganization || options.accounts
        ? look(one, ports, input, options)
        : { what: one.check.what, found: say`not looked at (check --accounts does)`, findings: [] },
    ),
  );
}

type Answer = Target & ({ readonly values: SettingValues } | { readonly unseen: string });

async function look(
  { blueprint, setting, check }: Checked,
  ports: Ports,
  input: PlanInput,
  { track = untracked }: CheckOptions,
): Promise<CheckedItem> {
  const limit = pLimit(24);
  const places = targetsOf(blueprint, input, splitAccounts(input));
  const ask = async (place: Target): Promise<Answer> => {
    const { settings } = ports.inAccount(place.account, input.config.stackSets.bootstrapRole);
    const asked = check.asks ?? valuesWanted(setting, place, input);
    try {
      return { ...place, values: await settings(blueprint.id).read(asked, place.region) };
    } catch (error) {
      if (!(error instanceof MetsukeError)) throw error;
      return { ...place, unseen: error.message };
    }
  };
  const answers = await Promise.all(
    places.map((place) =>
      track(
        check.what,
        limit(() => ask(place)),
      ),
    ),
  );
  const seen = answers.flatMap((one) => ('values' in one ? [one] : []));
  const told = seen.flatMap(({ account, values }) => {
    const said = check.tell(values, input.config);
    return said === null ? [] : [setting.ofOrganization ? said : { ...said, ...of(account, said.message, input) }];
  });
  return {
    what: check.what,
    found: setting.ofOrganization
      ? seen.length > 0
        ? say`looked at`
        : say`could not be looked at`
      : say`looked at ${seen.length} of ${places.length} accounts, ${told.length} to tell of`,
    findings: [
      ...told.map((one): Finding => ({ severity: 'warning', code: blueprint.id, ...one })),
      ...unseenIn(answers, check.what),
    ],
  };
}

function of(id: AccountId, message: string, { snapshot }: PlanInput): Pick<Finding, 'message' | 'account'> {
  const name = snapshot.accounts.find((account) => account.id === id)?.name ?? id;
  return { message: `${name} (${id}): ${message}`, account: { id, name } };
}

/** Once for each cause: AWS names the account in its words. */
function unseenIn(answers: readonly Answer[], what: string): readonly Finding[] {
  const causes = new Map<string, { readonly reason: string; readonly accounts: AccountId[] }>();
  for (const one of answers) {
    if (!('unseen' in one)) continue;
    const cause = one.unseen.replaceAll(one.account, '');
    const known = causes.get(cause) ?? { reason: one.unseen, accounts: [] };
    known.accounts.push(one.account);
    causes.set(cause, known);
  }
  return [...causes.values()].map(({ reason, accounts }) => ({
    severity: 'warning',
    code: 'unknown',
    message: say`${what} in ${nameFirst(accounts, String)}: unknown. ${reason}`,
  }));
}
