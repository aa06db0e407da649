import type { Setting } from '../../blueprints/blueprint.ts';
import type { Config } from '../../config/schema.ts';
import { note } from '../../domain/say.ts';
import type { SettingValues } from '../../domain/setting.ts';
import { FEATURES } from './names.ts';

const ALL: SettingValues = { [FEATURES.credentials]: true, [FEATURES.sessions]: true };

/** Features of the organization: the management account switches them on, its delegated administrator may switch them off. */
export const featuresSetting: Setting = {
  ofOrganization: true,
  calls: { iam: ['DisableOrganizationsRootCredentialsManagement', 'DisableOrganizationsRootSessions'] },
  wanted: ({ config }) => featuresOf(config),
  check: {
    what: note`centralized root access`,
    // Sessions that nobody wants may be on all the same.
    asks: ALL,
    isAsked: ({ rootAccess, guardrails }) => rootAccess.enabled || guardrails.rootUser.enabled,
    tell: (found, { guardrails }) =>
      guardrails.rootUser.enabled && found[FEATURES.sessions] !== true
        ? {
            message: note`The guardrail root-user lets root users do nothing, and there are no root sessions: nobody can open a bucket or queue that its policy locks.`,
            hint: note`Enable rootAccess with sessions in metsuke.yaml, then apply.`,
          }
        : null,
  },
};

export function featuresOf({ rootAccess: { sessions } }: Pick<Config, 'rootAccess'>): SettingValues {
  return { [FEATURES.credentials]: true, ...(sessions && { [FEATURES.sessions]: true }) };
}
