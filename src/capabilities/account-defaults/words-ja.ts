import type { Catalogue } from '../../domain/say.ts';

export const ACCOUNT_DEFAULTS_JA: Catalogue = {
  'Defaults of EC2 and Systems Manager, in every governed account and region':
    'EC2 と Systems Manager の既定値（統制対象の全アカウント・全リージョン）',
  'What every account starts with, where CloudFormation has no resource for it.':
    '全アカウントに共通の既定値。CloudFormation にリソースがないものを設定します。',
  'Give every governed account the defaults below. What was set before comes back when it is switched off.':
    '統制対象の全アカウントに以下の既定値を設定します。無効にすると、設定前の値に戻します。',
  'New EBS volumes are encrypted, in every governed region.':
    '統制対象の全リージョンで、新しい EBS ボリュームを既定で暗号化します。',
  'New instances answer for their metadata with a token only (IMDSv2), unless they are launched otherwise.':
    '新しいインスタンスのメタデータは、起動時に別の指定がない限りトークンでのみ取得できます（IMDSv2）。',
  'Nobody shares EBS snapshots with everybody.': 'EBS スナップショットの一般公開を禁止します。',
  'Nobody shares machine images with everybody.': 'マシンイメージ（AMI）の一般公開を禁止します。',
  'Nobody shares documents of Systems Manager with everybody.': 'Systems Manager ドキュメントの一般公開を禁止します。',
};
