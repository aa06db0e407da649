import type { JsonObject } from '../../domain/json.ts';

/** A rule of EventBridge on the default bus of an account and region. */
export interface Route {
  /** Of the name, after the prefix. */
  readonly name: string;
  readonly title: string;
  /** With `${AWS::AccountId}` and the like, which the template fills in. */
  readonly pattern: JsonObject;
  /** `audit`: only in the audit account, which hears of the others' as well. `image`: where machine images are built. */
  readonly where: 'everywhere' | 'audit' | 'image';
  /** EventBridge leaves reading calls out, unless a rule asks for them. */
  readonly withReadOnlyCalls?: true;
}
