/** What AWS keeps once in an account and region. */
export type SingletonKind = 'config-recorder' | 'inventory-association' | 'session-defaults';

/** One that somebody else made: a second one is refused, so ours cannot be deployed beside it. */
export interface Occupant {
  readonly region: string;
  readonly name: string;
  /** What it is set to, in the words of its kind; a blueprint judges by it. */
  readonly settings: Readonly<Record<string, string | boolean | null>>;
}

/** What a blueprint says of an occupant. */
export interface Judgement {
  /** Does its duty as ours would: nothing has to be done. */
  readonly isGoodEnough: boolean;
  /** Ours is deployed nevertheless. */
  readonly keepsNothingOut?: true;
  /** Goes on after the accounts and regions: `the recorder of somebody else is stopped.` */
  readonly message: string;
  readonly hint?: string;
  /** What is lost there when ours is deployed, as a sentence: that needs the consent of a person. */
  readonly loss?: string;
}
