import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Json } from '../../src/domain/json.ts';
import { EVENT_ID, type Event } from './events.ts';

/** An archive in a folder of its own, for as long as a test needs it. */
export class ArchiveFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'metsuke-archive-'));
  #files = 0;
  readonly #same = new Map<string, number>();

  /** Log files of CloudTrail, one for each account, region and day among the events. */
  addEvents(events: readonly Event[], organization = ''): this {
    const byFolder = new Map<string, Event[]>();
    for (const event of events.map((each) => this.#withId(each))) {
      const { recipientAccountId: account, awsRegion: region, eventTime } = event;
      const day = String(eventTime).slice(0, 10).replaceAll('-', '/');
      const owner = organization === '' ? account : `${organization}/${account}`;
      const folder = `AWSLogs/${owner}/CloudTrail/${region}/${day}/`;
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), event]);
    }
    for (const [folder, records] of byFolder) {
      const [, account, region, date] = /(\d{12})\/CloudTrail\/([^/]+)\/(.+)\//.exec(folder) ?? [];
      this.#files += 1;
      const unique = String(this.#files).padStart(16, 'A');
      const name = `${account}_CloudTrail_${region}_${date?.replaceAll('/', '')}T0005Z_${unique}.json.gz`;
      this.addGzip(`${folder}${name}`, JSON.stringify({ Records: records }));
    }
    return this;
  }

  /** CloudTrail gives each event an id of its own; one that a test names stays. */
  #withId(event: Event): Event {
    if (event.eventID !== EVENT_ID) return event;
    const text = JSON.stringify(event);
    const before = this.#same.get(text) ?? 0;
    this.#same.set(text, before + 1);
    const digits = createHash('sha256').update(`${text}${before}`).digest('hex').slice(0, 32);
    return { ...event, eventID: digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
  }

  /** One log file for each account, region and day: what reads them all over a network need not ask for hundreds. */
  mergeLogFiles(): this {
    const folders = new Map<string, string[]>();
    for (const entry of readdirSync(this.path, { recursive: true, withFileTypes: true })) {
      if (!/_CloudTrail_.*\.json\.gz$/.test(entry.name)) continue;
      folders.set(entry.parentPath, [...(folders.get(entry.parentPath) ?? []), entry.name].sort());
    }
    for (const [folder, [first = '', ...others]] of folders) {
      const read = (name: string): Json[] =>
        JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()).Records;
      const records = [first, ...others].flatMap(read);
      for (const name of others) rmSync(join(folder, name));
      writeFileSync(join(folder, first), gzipSync(JSON.stringify({ Records: records })));
    }
    return this;
  }

  addGzip(key: string, text: string): this {
    return this.addBytes(key, gzipSync(text));
  }

  addJson(key: string, value: Json): this {
    return this.addBytes(key, JSON.stringify(value));
  }

  addBytes(key: string, content: string | Uint8Array): this {
    const path = join(this.path, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return this;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
