import type { Json } from './json.ts';

/** What an account goes by when nobody says otherwise, by the names of a capability: `{ "ebsEncryption": true }`. */
export type SettingValues = Readonly<Record<string, Json>>;
