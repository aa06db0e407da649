export type Language = 'en' | 'ja';
export type Text = Readonly<Record<Language, string>>;

export interface Page {
  /** Name of the file. */
  readonly file: string;
  readonly title: Text;
  readonly about: Text;
  readonly body: (language: Language) => readonly string[];
}

const MADE: Text = {
  en: 'Made from the code by `npm run schema`; a test refuses it when it is stale.',
  ja: '`npm run schema` がコードから作るページです。古くなるとテストが失敗します。',
};

export function makePage({ file, title, about, body }: Page, language: Language): string {
  const other = language === 'en' ? `*[日本語](ja/${file})*` : `*[English](../${file})*`;
  return [
    `# ${title[language]}`,
    '',
    other,
    '',
    `${about[language]}${language === 'en' ? ' ' : ''}${MADE[language]}`,
    '',
    ...body(language),
  ].join('\n');
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line), ''];
}

export function code(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(', ');
}
