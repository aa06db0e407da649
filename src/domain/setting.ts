import type { Json } from './json.ts';

/** What an account goes by when nobody says otherwise, by the names of a capability: `{ "ebsEncryption": true }`. */
export type SettingValues = Readonly<Record<string, Json>>;

/**
 * What was remembered, as the owner of an account may have changed it: values by name, without names of JavaScript's own.
 * Null: it is no such text.
 */
export function readMemory(text: string): SettingValues | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    return Object.fromEntries(Object.entries(parsed).filter(([name]) => !(name in Object.prototype))) as SettingValues;
  } catch {
    return null;
  }
}
