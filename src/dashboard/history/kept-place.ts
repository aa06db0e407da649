/** A folder, or a bucket, in which small files of ours are kept: one for each day, one for each verification. */
export interface KeptPlace {
  /** For people. */
  readonly location: string;
  /** Names of what lies in it. Others may have put it there. */
  list(): AsyncIterable<KeptFile>;
  /** Undefined when there is none of this name. Throws `Unusable` for what is there and no small file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Whole or not at all. False when another run was faster. */
  write(name: string, body: string): Promise<boolean>;
}

export interface KeptFile {
  readonly name: string;
  readonly size: number;
}

/** Why something that lies there is left out, in words that follow its name. */
export class Unusable extends Error {}

/** A summary of a day has one or two kilobytes, the result of a verification of ten thousand accounts some hundred. */
export const MOST_BYTES = 1024 ** 2;
