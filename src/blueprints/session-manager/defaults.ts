import type { Config } from '../../config/schema.ts';
import type { Judgement, Occupant } from '../../domain/occupant.ts';
import type { SessionDefaults } from '../../domain/session-defaults.ts';
import type { DeploymentContext } from '../blueprint.ts';
import {
  HOST_MANAGEMENT_ROLE,
  SESSION_KEY_ALIAS,
  sessionDocumentName,
  sessionDocumentPrefix,
  sessionLogGroup,
} from './names.ts';
import { preferencesDocument, preferencesOf } from './preferences.ts';

/** What the account goes by when nobody says otherwise; a step of the plan sets it, since CloudFormation cannot. */
export function sessionDefaults(config: Config): SessionDefaults {
  const { asDefault, defaultHostManagement, kmsKey } = config.sessions;
  const keyAlias = kmsKey ? `alias/${config.resourcePrefix}-${SESSION_KEY_ALIAS}` : null;
  const content = JSON.stringify(preferencesDocument(config, { logGroup: sessionLogGroup(config), key: '' }));
  return {
    preferences: asDefault ? { content, version: sessionDocumentName(config), keyAlias } : null,
    ours: sessionDocumentPrefix(config),
    hostManagementRole: defaultHostManagement ? `${config.resourcePrefix}-${HOST_MANAGEMENT_ROLE}` : null,
  };
}

/** Preferences of somebody else are no reason to stay away: they are replaced, and kept for the day on which we leave. */
export function judgePreferences({ name, settings }: Occupant, { config }: DeploymentContext): Judgement | null {
  if (!config.sessions.asDefault || name.startsWith(sessionDocumentPrefix(config))) return null;
  const wanted = Object.entries(
    preferencesOf(config, { logGroup: sessionLogGroup(config), key: config.sessions.kmsKey ? 'a key of ours' : '' }),
  );
  const differences = wanted.flatMap(([key, value]) => {
    const before = settings[key] ?? '';
    const after = typeof value === 'object' ? JSON.stringify(value) : value;
    return before === after ? [] : [`${key} ${show(before)} → ${show(after)}`];
  });
  if (differences.length === 0) return null;
  return {
    isGoodEnough: true,
    isReplaced: true,
    message: `the default preferences of sessions are replaced: ${differences.join(', ')}. A destroy makes version ${settings.version} the default one again.`,
  };
}

function show(value: string | boolean | null): string {
  return value === '' || value === null ? '(none)' : String(value);
}
