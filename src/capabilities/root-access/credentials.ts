import type { Setting, SettingChange } from '../../blueprints/blueprint.ts';
import type { Json } from '../../domain/json.ts';
import { note } from '../../domain/say.ts';
import type { SettingValues } from '../../domain/setting.ts';
import { CREDENTIALS } from './names.ts';

export const NO_CREDENTIALS: SettingValues = {
  [CREDENTIALS.password]: false,
  [CREDENTIALS.keys]: [],
  [CREDENTIALS.devices]: [],
  [CREDENTIALS.certificates]: [],
};

/** Root sessions are of the root user too: who lets a password be recovered, acts as one. */
export const credentialsSetting: Setting = {
  calls: {},
  callsOfRoot: {
    iam: [
      'CreateLoginProfile',
      'UpdateLoginProfile',
      'CreateAccessKey',
      'EnableMFADevice',
      'CreateVirtualMFADevice',
      'UploadSigningCertificate',
    ],
  },
  onlyAsShown: true,
  wanted: () => NO_CREDENTIALS,
  lossOf: (change) => (change.kind === 'set' ? lossOf(change) : null),
  check: {
    what: note`credentials of root users`,
    isAsked: ({ rootAccess }) => rootAccess.enabled,
    tell: (found) => {
      const there = Object.keys(NO_CREDENTIALS).filter((name) => isThere(found[name]));
      if (there.length === 0) return null;
      return {
        message: note`The root user has ${there.map((name) => `${name} ${JSON.stringify(found[name])}`).join(', ')}.`,
        hint: note`rootAccess.removeCredentials removes it.`,
      };
    },
  },
};

function lossOf({ name, from }: Extract<SettingChange, { kind: 'set' }>): string | null {
  if (!isThere(from)) return null;
  const which = Array.isArray(from) ? from.join(', ') : '';
  switch (name) {
    case CREDENTIALS.password:
      return note`passwords of root users are deleted; only a recovery makes new ones`;
    case CREDENTIALS.keys:
      return note`access keys of root users are deleted for good: ${which}`;
    case CREDENTIALS.devices:
      return note`MFA devices of root users are removed: ${which}`;
    default:
      return note`signing certificates of root users are deleted for good: ${which}`;
  }
}

function isThere(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : value === true;
}
