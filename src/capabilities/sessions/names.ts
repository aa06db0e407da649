import { createHash } from 'node:crypto';
import { ours } from '../../blueprints/ours.ts';
import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { preferencesDocument } from './manager/preferences.ts';

/**
 * What sessions are opened by. Its content is in the name: CloudFormation makes a new version of a document without
 * making it the default one, and a document of another name is another document. Names of documents cannot begin with `aws`,
 * as the usual prefix does.
 */
export function sessionDocumentName(config: Config): string {
  const content = JSON.stringify(preferencesDocument(config, { logGroup: '', key: '' }));
  return `${sessionDocumentPrefix(config)}${createHash('sha256').update(content).digest('hex').slice(0, 8)}`;
}

export function sessionDocumentPrefix({ resourcePrefix }: Config): string {
  return `metsuke-${resourcePrefix}-${NAMES.document.session}-`;
}

/** What the stack of the key tells other stacks of its account and region. Fn::Sub. */
export const SESSION_KEY_EXPORT = ours('session-key');

/** Of an account and region, as a name. */
export function sessionLogGroup({ resourcePrefix }: Config): string {
  return `/metsuke/${resourcePrefix}/${NAMES.logGroup.sessions}`;
}

/** The collection of log groups brings everything below /metsuke/ to the archive. Fn::Sub. */
export const SESSION_LOG_GROUP = `/metsuke/\${ManagedResourcePrefix}/${NAMES.logGroup.sessions}`;

/** The description of a template says what was set beside its stack: when that changes, the stack does, and a plan sees it. */
export const SET_AS_DEFAULT = 'preferences of sessions that name no document';
