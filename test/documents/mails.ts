import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './markdown.ts';

/** Where every mail that a person may get lies, as it is sent. */
export const MAILS = 'src/notifications/snapshots';

/** What mails say of Metsuke: its commands, its files, what it sends and keeps. The rest tells what happened, or is about AWS. */
export function promisesOfMails(): readonly string[] {
  const files = readdirSync(join(ROOT, MAILS)).filter((file) => file.endsWith('.en.txt'));
  const lines = files.flatMap((file) => readFileSync(join(ROOT, MAILS, file), 'utf8').split('\n'));
  const sentences = lines
    .filter((line) => !/^(?:Subject: |Event \S+, sent by Metsuke\.)/.test(line))
    .flatMap((line) =>
      line
        .trim()
        .replace(/^\d+\. /, '')
        .split(/(?<=[.!?]) (?=[A-Z])/),
    );
  return [...new Set(sentences.filter((sentence) => OF_METSUKE.test(sentence)))];
}

const OF_METSUKE = /metsuke|digest|archive|message of their own|instead of sent/i;
