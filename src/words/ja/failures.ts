import type { Catalogue } from '../../domain/say.ts';

/** How a run ended, with the causes of its failures. */
export const FAILURES: Catalogue = {
  '{0} regions': '{0} リージョン',
  '{0} causes': '原因 {0} 件',
  '{0} ({1} and {2} more)': '{0}（{1}、ほか {2}）',
  '{0} ({1})': '{0}（{1}）',
  '{0}, {1} of them not tried': '{0}（うち {1} は未実行）',
  'Not tried:': '未実行:',
  '{0} not tried': '未実行 {0} 件',
  'not tried: {0}': '未実行: {0}',
  'not tried {0}: {1}': '未実行 {0}: {1}',
  'not tried {0} in {1}: {2}': '未実行 {0}、{1}: {2}',
  'not tried in {0}: {1}': '{0}で未実行: {1}',
  failed: '失敗',
  'FAILED in {0} more for the reason above': '同じ理由でほかに {0}で失敗',
  'the same for {0} more ({1})': 'ほかに {0}でも同じ（{1}）',
  'Done.': '完了しました。',
  '{0}. What is done stays done; apply again to finish.':
    '{0}。済んだ分はそのままです。もう一度適用すると残りを片付けます。',
  'With --json every account is listed.': '--json ですべてのアカウントを表示します。',
};
