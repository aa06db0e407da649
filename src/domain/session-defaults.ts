/** What Systems Manager goes by in an account and region when nobody says otherwise. CloudFormation can set neither. */
export interface SessionDefaults {
  /** Of sessions that name no document; null: left to whoever set them. */
  readonly preferences: SessionPreferences | null;
  /** What names of our versions of the preferences begin with. */
  readonly ours: string;
  /** The role of instances that have none of their own for Systems Manager; null: left as it is. */
  readonly hostManagementRole: string | null;
}

export interface SessionPreferences {
  /** Of the document, as JSON. */
  readonly content: string;
  /** What our version of the document is called, which follows from its content. */
  readonly version: string;
  /** Of the key whose id is `inputs.kmsKeyId` of the content, in its account and region; null: none. */
  readonly keyAlias: string | null;
}

/** The document that AWS opens sessions by when none is named. Its name is AWS's own, and there is one of it. */
export const PREFERENCES_DOCUMENT = 'SSM-SessionManagerRunShell';
