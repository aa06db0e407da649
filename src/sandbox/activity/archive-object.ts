/** An object of the archive before it is put there. */
export interface ArchiveObject {
  readonly key: string;
  /** As it is stored: gzipped. */
  readonly body: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}
