import type { SettingChange } from '../../blueprints/blueprint.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { note } from '../../domain/say.ts';
import { ACCOUNT_WIDE, DEFAULTS } from './names.ts';

/** What an account has no longer, or what protects it less than before. */
export function lossOfDefault(change: SettingChange): string | null {
  if (change.kind === 'given-back') return LOST_WITHOUT[change.name] ?? null;
  const { name, from, to } = change;
  if (name === DEFAULTS.emptyDefaultVpc) return lossOfVpc(from);
  if (name === ACCOUNT_WIDE.passwordPolicy) return lossOfPolicy(from, to);
  return null;
}

const LOST_WITHOUT: Readonly<Record<string, string>> = {
  [DEFAULTS.ebsEncryption]: note`new EBS volumes are no longer encrypted by default`,
  [DEFAULTS.imds]: note`new instances are no longer asked for IMDSv2`,
  [DEFAULTS.snapshots]: note`EBS snapshots can be shared publicly again`,
  [DEFAULTS.images]: note`machine images can be shared publicly again`,
  [DEFAULTS.documents]: note`documents of Systems Manager can be shared publicly again`,
  [ACCOUNT_WIDE.passwordPolicy]: note`passwords of IAM users follow the former password policy of each account`,
};

function lossOfVpc(from: Json | undefined): string | null {
  if (from === null) return null;
  return from === undefined
    ? note`default VPCs go where they are empty`
    : note`the empty default VPC ${String(from)} goes; another one can be made, with another id`;
}

function lossOfPolicy(from: Json | undefined, to: Json): string | null {
  if (from === null) return null;
  const isWeaker = from === undefined || isStricter(from as JsonObject, to as JsonObject);
  return isWeaker ? note`a password policy that asks for more than metsuke.yaml is replaced` : null;
}

/** In one thing at least. */
function isStricter(found: JsonObject, wanted: JsonObject): boolean {
  const number = (policy: JsonObject, name: string, without: number): number => Number(policy[name] ?? without);
  return (
    number(found, 'MinimumPasswordLength', 0) > number(wanted, 'MinimumPasswordLength', 0) ||
    number(found, 'PasswordReusePrevention', 0) > number(wanted, 'PasswordReusePrevention', 0) ||
    number(found, 'MaxPasswordAge', Infinity) < number(wanted, 'MaxPasswordAge', Infinity) ||
    ['RequireSymbols', 'RequireNumbers', 'RequireUppercaseCharacters', 'RequireLowercaseCharacters', 'HardExpiry'].some(
      (name) => found[name] === true && wanted[name] !== true,
    )
  );
}
