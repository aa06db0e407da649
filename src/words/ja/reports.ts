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
  'The period before, report {0} of {1}, {2}': '前の期間、レポート {0}/{1}: {2}',
  '{0} is no quarter.': '{0} は四半期の指定ではありません。',
  '{0} is no year.': '{0} は年の指定ではありません。',
  'Write it as {0}.': '{0} のように書いてください。',
  '--time-zone {0} is no time zone.': '--time-zone {0} はタイムゾーンではありません。',
  'Write a name of the IANA database, such as Asia/Tokyo or UTC.':
    'Asia/Tokyo や UTC など、IANA データベースの名前を書いてください。',
  'Of which period?': '期間を指定してください。',
  'Write monthly, quarterly or yearly, or --from and --to.':
    'monthly、quarterly、yearly のどれか、または --from と --to を書いてください。',
  '--{0} goes with another period.': '--{0} は別の期間の指定です。',
  '{0} and --{1} do not go together.': '{0} と --{1} は同時に指定できません。',
  'With {0}, --{1} says which one; other periods are --from and --to alone.':
    '{0} では --{1} で指定します。それ以外の期間は --from と --to だけで指定してください。',
  'Printing {0}': '{0} を作成中',
  'Keep this seal apart from the folder, which nobody can then change unnoticed:':
    '封印の値をフォルダとは別の場所に保管してください。変更があれば次のコマンドで分かります:',
  'METSUKE_CHROMIUM names {0}, which is no program.': 'METSUKE_CHROMIUM の {0} はプログラムではありません。',
  'There is no Chromium, Chrome or Edge here that could print a PDF.':
    'PDF を作成できる Chromium、Chrome、Edge が見つかりません。',
  'Install Chromium, name one with METSUKE_CHROMIUM, or leave --format out and print the page from a browser.':
    'Chromium をインストールするか、METSUKE_CHROMIUM で指定してください。--format なしで作成し、ブラウザから印刷することもできます。',
  '{0} did not print the page.': '{0} はページを印刷できませんでした。',
  'Leave --format out, and print the page from a browser.': '--format なしで作成し、ブラウザから印刷してください。',
  'States of rules': 'ルールの状態',
};
