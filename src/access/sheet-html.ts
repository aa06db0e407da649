import { escapeHtml, forHtml } from '../domain/text/media.ts';
import { NAMESPACE } from './namespace.ts';
import type { AccessRow } from './row.ts';
import { DECISIONS, GIVEN, givenCells, type Sheet, sheetName } from './sheet.ts';

type Language = 'en' | 'ja';

/** To read, beside the CSV that is filled in and signed. One file without references to others. */
export function sheetHtml(sheet: Sheet, language: Language): string {
  const words = WORDS[language];
  const { account, snapshot, lines, gone, before } = sheet;
  const shown = GIVEN.slice(2);
  const body = lines.map(({ since }, at) => {
    const cells = givenCells(sheet, at)
      .slice(2)
      .map((text) => `<td>${forHtml(text)}</td>`);
    return `<tr${since === 'same' ? '' : ' class="differs"'}>${cells.join('')}</tr>`;
  });
  const last = before === undefined ? words.first : words.last(before.reviewer, before.reviewedAt);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${forHtml(words.title(account))}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${forHtml(words.title(account))}</h1>
<p>${forHtml(words.about(snapshot.takenAt, lines.length))}<br>${forHtml(last)}</p>
<p>${forHtml(words.decide(DECISIONS.join(' / ')))}</p>
<pre>${escapeHtml(`ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n ${NAMESPACE} ${sheetName(sheet)}.csv`)}</pre>
<table>
<thead><tr>${shown.map((name) => `<th scope="col">${forHtml(words.columns[name])}</th>`).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
${gone.length === 0 ? '' : `<h2>${forHtml(words.gone)}</h2>\n<ul>${gone.map(goneItem).join('')}</ul>`}
</body>
</html>
`;
}

function goneItem({ kind, holder, via, access }: AccessRow): string {
  return `<li>${forHtml([kind, holder, via, access].filter((text) => text !== '').join(' · '))}</li>`;
}

interface Words {
  readonly title: (account: string) => string;
  readonly about: (time: string, rows: number) => string;
  readonly first: string;
  readonly last: (reviewer: string, time: string) => string;
  readonly decide: (decisions: string) => string;
  readonly gone: string;
  readonly columns: Readonly<Record<(typeof GIVEN)[number], string>>;
}

/** Like the reports: both languages beside each other. */
const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    title: (account) => `Access to the account ${account}`,
    about: (time, rows) => `${rows} rows of the snapshot of ${time}.`,
    first: 'This is the first review of the account.',
    last: (reviewer, time) => `${reviewer} confirmed the last review at ${time}. Rows that differ from it are marked.`,
    decide: (decisions) =>
      `Fill in the column decision of the CSV file for every row (${decisions}), and remark where there is something to say. Change no other column. Save it as CSV UTF-8, sign it, and send both files back:`,
    gone: 'Gone since the last review',
    columns: {
      snapshot: 'Snapshot',
      account: 'Account',
      row: 'Row',
      kind: 'Kind',
      holder: 'Who',
      via: 'Through',
      access: 'Access',
      condition: 'Condition',
      password: 'Password',
      mfa: 'MFA',
      accesskeys: 'Access keys',
      lastuse: 'Last use',
      state: 'State',
      'since last review': 'Since the last review',
    },
  },
  ja: {
    title: (account) => `アカウント ${account} のアクセス権`,
    about: (time, rows) => `${time} のスナップショット、${rows} 行。`,
    first: 'このアカウントの最初の棚卸しです。',
    last: (reviewer, time) => `前回は ${reviewer} が ${time} に確認しました。前回と異なる行には印を付けています。`,
    decide: (decisions) =>
      `CSV ファイルの decision 列を全行に記入し（${decisions}）、補足があれば remark 列に書いてください。ほかの列は変更しないでください。「CSV UTF-8」で保存し、署名して、2 つのファイルを返送してください:`,
    gone: '前回の後になくなったもの',
    columns: {
      snapshot: 'スナップショット',
      account: 'アカウント',
      row: '行',
      kind: '種類',
      holder: '保有者',
      via: '経由',
      access: 'アクセス権',
      condition: '条件',
      password: 'パスワード',
      mfa: 'MFA',
      accesskeys: 'アクセスキー',
      lastuse: '最終使用',
      state: '状態',
      'since last review': '前回との差',
    },
  },
};

const STYLE = `
:root { color-scheme: light dark; --line: #8884; }
body { font: 14px/1.5 system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; }
table { border-collapse: collapse; width: 100%; font-size: 12px; }
th { text-align: left; border-bottom: 2px solid var(--line); } td { border-bottom: 1px solid var(--line); }
th, td { padding: .25rem .5rem; vertical-align: top; overflow-wrap: anywhere; }
.differs { font-weight: 600; border-left: 4px solid #ef8c00; }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .5rem; }
@media print { @page { size: A4 landscape; margin: 12mm; } body { margin: 0; max-width: none; } table { font-size: 8px; } tr { break-inside: avoid; } thead { display: table-header-group; } }`;
