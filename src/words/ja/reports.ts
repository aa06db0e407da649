import type { Catalogue } from '../../domain/say.ts';

export const REPORTS: Catalogue = {
  'a file; for several reports also a folder, which gets a file for each and summary.json':
    'ファイル。複数のレポートならフォルダでもよく、レポートごとのファイルと summary.json を書く',
  '--late {0} is no number of days up to {1}.': '--late {0} は {1} 以下の日数ではありません。',
  'Write --late 30d.': '--late 30d のように書いてください。',
  'Report {0} of {1}, {2}': 'レポート {0}/{1}: {2}',
  '--limit {0} is no number of rows.': '--limit {0} は行数ではありません。',
  'Write --limit 500.': '--limit 500 のように書いてください。',
  '--set {0}: there is no such parameter.': '--set {0}: そのようなパラメータはありません。',
  'These reports read none.': 'このレポートにパラメータはありません。',
  '{0} in {1}; {2} says what is in them.': '{1} に{0}を書きました。内容の一覧は {2} にあります。',
  'The file {0} {1}.': 'ファイル {0} {1}。',
  '{0} was not written by Metsuke, or was changed since: Metsuke leaves it alone.':
    '{0} は Metsuke が書いたものではないか、その後変更されています。上書きしません。',
  'Name another folder with --out, or move the file away.':
    '--out で別のフォルダを指定するか、そのファイルを移してください。',
};
