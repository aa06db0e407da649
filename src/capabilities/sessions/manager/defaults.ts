import type { DeploymentContext } from '../../../blueprints/blueprint.ts';
import type { Config } from '../../../config/schema.ts';
import { NAMES } from '../../../domain/names.ts';
import type { Judgement, Occupant } from '../../../domain/occupant.ts';
import { note } from '../../../domain/say.ts';
import type { SessionDefaults } from '../../../domain/session-defaults.ts';
import { sessionDocumentName, sessionDocumentPrefix, sessionLogGroup } from '../names.ts';
import { preferencesDocument, preferencesOf } from './preferences.ts';

/** What the account goes by when nobody says otherwise; a step of the plan sets it, since CloudFormation cannot. */
export function sessionDefaults(config: Config): SessionDefaults {
  const { asDefault, defaultHostManagement, kmsKey } = config.sessions;
  const keyAlias = kmsKey ? `alias/${config.resourcePrefix}-${NAMES.alias.sessions}` : null;
  const content = JSON.stringify(preferencesDocument(config, { logGroup: sessionLogGroup(config), key: '' }));
  return {
    preferences: asDefault ? { content, version: sessionDocumentName(config), keyAlias } : null,
    ours: sessionDocumentPrefix(config),
    hostManagementRole: defaultHostManagement ? `${config.resourcePrefix}-${NAMES.role.hostManagement}` : null,
  };
}

/** What somebody else has set is no reason to stay away: preferences are replaced and kept, a role of hosts stays. */
export function judgeDefaults(occupant: Occupant, { config }: DeploymentContext): Judgement | null {
  const sentences = [...sayPreferences(occupant, config), ...sayHostManagement(occupant, config)];
  if (sentences.length === 0) return null;
  const loss = destinationLost(occupant, config);
  return { isGoodEnough: true, keepsNothingOut: true, message: sentences.join(' '), ...(loss !== null && { loss }) };
}

/** Logs of sessions that go to a place of somebody else go to ours, and no longer there. */
function destinationLost(occupant: Occupant, config: Config): string | null {
  if (!replacesPreferences(occupant, config)) return null;
  const { s3BucketName, cloudWatchLogGroupName } = occupant.settings;
  const places = [s3BucketName, cloudWatchLogGroupName].filter((place) => place && place !== sessionLogGroup(config));
  return places.length === 0 ? null : note`logs of sessions go to ${places.join(', ')} no longer`;
}

function replacesPreferences({ name, settings }: Occupant, config: Config): boolean {
  const isThere = settings.version !== null && !name.startsWith(sessionDocumentPrefix(config));
  return config.sessions.asDefault && isThere;
}

function sayPreferences(occupant: Occupant, config: Config): readonly string[] {
  const { settings } = occupant;
  if (!replacesPreferences(occupant, config)) return [];
  const wanted = Object.entries(
    preferencesOf(config, {
      logGroup: sessionLogGroup(config),
      key: config.sessions.kmsKey ? note`a key of Metsuke` : '',
    }),
  );
  const differences = wanted.flatMap(([key, value]) => {
    const before = settings[key] ?? '';
    const after = typeof value === 'object' ? JSON.stringify(value) : value;
    return before === after ? [] : [`${key} ${show(before)} → ${show(after)}`];
  });
  if (differences.length === 0) return [];
  return [
    note`the default preferences of sessions are replaced: ${differences.join(', ')}. A destroy makes version ${settings.version} the default one again.`,
  ];
}

function sayHostManagement({ settings: { hostManagementRole: role } }: Occupant, config: Config): readonly string[] {
  const isTheirs = typeof role === 'string' && !role.startsWith(`${config.resourcePrefix}-`);
  if (!config.sessions.defaultHostManagement || !isTheirs) return [];
  return [
    note`default host management uses the role ${role}, which Metsuke did not make and leaves alone; that role must be allowed to write to the log group of sessions.`,
  ];
}

function show(value: string | boolean | null): string {
  return value === '' || value === null ? '(none)' : String(value);
}
