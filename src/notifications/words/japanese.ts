import type { Words } from './words.ts';

export const japanese: Words = {
  language: 'ja',
  levels: { low: '低', medium: '中', high: '高', critical: '重大' },
  labels: {
    severity: '重要度',
    account: 'アカウント',
    region: 'リージョン',
    resource: 'リソース',
    when: '日時',
    who: '実行者',
    from: '接続元',
  },
  headings: { next: '次にすること', look: '確認先' },
  opening: (account, what, level) => `【重要度: ${japanese.levels[level]}】${account}: ${what}`,
  groupedFooter: (hours) =>
    `今後 ${hours} 時間以内の同様の事象は、個別には通知せず日次ダイジェストで件数をお知らせします。`,
  lastOfTheHour: (limit) =>
    `このアカウントの通知は 1 時間の上限（${limit} 件）に達したため、これが最後です。以降は「高」「重大」を除き、ダイジェストにまとめます。`,
  reference: (id) => `イベント ID: ${id}（Metsuke による通知）`,
  actor: {
    root: () => 'ルートユーザー',
    role: (role, session) => (session === undefined ? `ロール ${role}` : `${session}（ロール ${role}）`),
    user: (name) => `IAM ユーザー ${name}`,
    service: (name) => `AWS サービス ${name}`,
    from: (address) => `接続元 ${address}`,
  },
  guardDuty: {
    what: (type, isSample) => `${isSample ? '（サンプル）' : ''}GuardDuty が脅威の可能性を検出しました（${type}）。`,
    purposes: {
      Backdoor: 'リソースが第三者に操作されている可能性があります。',
      Behavior: 'リソースが普段と異なる動きをしています。',
      CredentialAccess: '認証情報が収集されている可能性があります。',
      CryptoCurrency: 'リソースが暗号資産のネットワークと通信しています。',
      DefenseEvasion: '検知を逃れようとする動きがあります。',
      Discovery: 'アカウント内部が探索されています。',
      Execution: '不正なプログラムが実行されている可能性があります。',
      Exfiltration: 'データが持ち出されている可能性があります。',
      Impact: 'データやシステムが改ざん・破壊されている可能性があります。',
      InitialAccess: '侵入された可能性があります。',
      Object: 'オブジェクトから不正なプログラムが見つかりました。',
      PenTest: 'ペネトレーションテスト用のツールが使われています。',
      Persistence: '再侵入の足がかりが作られている可能性があります。',
      Policy: 'アカウントが推奨されるセキュリティの慣行に沿っていません。',
      PrivilegeEscalation: '権限が引き上げられている可能性があります。',
      Recon: '弱点を探る偵察行為があります。',
      Stealth: '痕跡が消されている可能性があります。',
      Trojan: '正体を隠した不正なプログラムが動作している可能性があります。',
      UnauthorizedAccess: '権限のない第三者がリソースを使っている可能性があります。',
    },
    count: (count) => `これまでに ${count} 回観測されています。`,
    remote: (address, country) => `通信相手: ${address}${country === undefined ? '' : `（${country}）`}`,
    next: {
      Instance: [
        '想定内の動作かどうかを管理者に確認します。想定外なら、通信をすべて遮断するセキュリティグループに付け替えて隔離します。',
        '変更を加える前にボリュームのスナップショットを取り、証拠として保全します。',
        '安全なイメージから作り直し、インスタンスが持っていた認証情報を更新します。',
      ],
      AccessKey: [
        '本人の操作かどうかを確認します。違う場合は、アクセスキーを直ちに無効化します。',
        'ユーザーまたはロールの有効なセッションを取り消し、キーで行われた操作を CloudTrail で調べます。',
        '漏えいの経路が分かってから、新しい認証情報を発行します。',
      ],
      S3Bucket: [
        'バケットを読み書きできる相手を確認し、公開が不要ならパブリックアクセスをブロックします。',
        '誰がどこから利用したかを CloudTrail で調べます。',
      ],
    },
    nextElse: [
      '想定内の動作かどうかを、リソースの管理者に確認します。',
      '想定外なら、ネットワークから切り離すか権限を外し、行われた操作を CloudTrail で調べます。',
      '想定内なら、metsuke.yaml の guardDuty.suppress に種類を追加して apply し、抑制します。',
    ],
  },
  config: {
    what: (rule) => `リソースが Config ルール ${rule} に非準拠となりました。`,
    next: (rule) => [
      '設定を修正するか、アカウントの管理者に修正を依頼します。ルールの評価は AWS Config が自動的にやり直します。',
      `意図した設定であれば、metsuke.yaml に ${rule} の例外を理由と期限つきで追加します。`,
    ],
  },
  root: {
    signedIn: (hasMfa) => `ルートユーザーが多要素認証${hasMfa ? 'を使って' : 'なしで'}コンソールにサインインしました。`,
    failedToSignIn: () => 'ルートユーザーとしてのコンソールへのサインインに失敗した者がいます。',
    did: (call) => `ルートユーザーが ${call} を実行しました。`,
    nextSignIn: [
      'ルートユーザーの認証情報の管理者に、本人の操作かどうかと、ルートユーザーが必要だった理由を確認します。',
      '心当たりがなければ、登録メールアドレスからアカウントを回復し、パスワードと MFA デバイスを変更します。',
      'そのうえで、ルートユーザーが行った操作をすべて CloudTrail（us-east-1 を含む）で調べます。',
    ],
    nextCall: [
      'ルートユーザーの認証情報の管理者に、本人の操作かどうかを確認します。ルートユーザーが必要な作業はごくわずかです。',
      '心当たりがなければ、パスワードを変更し、ルートユーザーのアクセスキーをすべて削除し（メンバーアカウントなら管理アカウントの特権ルートセッションで）、ほかの操作を CloudTrail で調べます。',
    ],
  },
  breakGlass: {
    what: (role) => `緊急用ロール ${role} が使用されました。`,
    next: [
      '使用に値するインシデントがあるか、誰が承認したかを確認します。',
      'インシデントの収束後に、このロールで行われた操作を CloudTrail で確認します。',
      '心当たりがなければ、ロールの有効なセッションを取り消し、引き受けられる相手を見直します。',
    ],
  },
  call: {
    sentences: {
      StopLogging: 'CloudTrail の証跡が停止されました。この証跡は何も記録しません。',
      DeleteTrail: 'CloudTrail の証跡が削除されました。',
      UpdateTrail: 'CloudTrail の証跡の設定が変更されました。',
      PutEventSelectors: 'CloudTrail の証跡が記録する対象が変更されました。',
      StopConfigurationRecorder: 'AWS Config のレコーダーが停止されました。リソースの変更は記録されません。',
      DeleteConfigurationRecorder: 'AWS Config のレコーダーが削除されました。',
      DeleteDeliveryChannel: 'AWS Config の配信チャネルが削除されました。記録がアーカイブに届きません。',
      PutConfigurationRecorder: 'AWS Config が記録する対象が変更されました。',
      DeleteConfigRule: 'AWS Config のルールが削除されました。',
      DeleteDetector: 'GuardDuty が無効化されました。',
      UpdateDetector: 'GuardDuty の設定が変更されました。',
      LeaveOrganization: 'アカウントが組織から離脱しようとしています。',
      RemoveAccountFromOrganization: 'アカウントが組織から削除されました。',
      CloseAccount: 'アカウントの閉鎖が始まりました。',
      DetachPolicy: '組織ポリシーがデタッチされ、その対象に適用されなくなりました。',
      DeletePolicy: '組織ポリシーが削除されました。',
      UpdatePolicy: '組織ポリシーが変更されました。',
      DisablePolicyType: '組織ポリシーの種類が無効化され、その種類のポリシーはどこにも適用されません。',
      ScheduleKeyDeletion: 'KMS キーの削除が予約されました。削除後は、そのキーで暗号化したデータが失われます。',
      DisableKey: 'KMS キーが無効化されました。',
      DeleteFlowLogs: 'ネットワークのフローログが削除されました。',
      DeactivateMFADevice: '多要素認証デバイスが無効化されました。',
      DeleteAccountPublicAccessBlock: 'S3 バケットの公開を防ぐアカウント全体の設定が解除されました。',
      RegisterType:
        'CloudFormation のタイプまたはフックが登録されました。Metsuke を含め、このアカウントへのすべてのデプロイで動作します。',
      ActivateType:
        'CloudFormation の公開タイプまたはフックが有効化されました。Metsuke を含め、このアカウントへのすべてのデプロイで動作します。',
      SetTypeConfiguration:
        'CloudFormation のタイプまたはフックの設定が変更されました。フックは、このアカウントへのすべてのデプロイを止められます。',
      SetTypeDefaultVersion: 'CloudFormation のタイプまたはフックの既定のバージョンが変更されました。',
      RegisterDefaultPatchBaseline:
        '既定のパッチベースラインが変更されました。パッチグループのないインスタンスには、そのベースラインが適用されます。',
      DisableRegion:
        'リージョンの無効化が始まりました。そこに Metsuke がデプロイしたものは残り、操作できなくなります。',
      PutAccountName: 'アカウント名が変更されました。以後の通知とレポートには新しい名前が使われます。',
    },
    what: (call) => `注意を要する API ${call} が実行されました。`,
    ownResource: (call, resource) => `アカウントの統制に使うリソース ${resource} に対して ${call} が実行されました。`,
    tried: (call) => `注意を要する API ${call} が試みられました。`,
    denied: (error) => `この操作は拒否され（${error}）、何も変更されていません。`,
    next: [
      '実行者に、意図した操作かどうかを確認します。計画した変更は metsuke.yaml を通して行います。',
      '元に戻します。metsuke plan に出るものは metsuke apply で復元し、metsuke status --deep だけに出るものは、そこに示される対処に従います。',
      '心当たりがなければ、そのユーザーまたはロールのセッションを取り消し、ほかの操作を CloudTrail で調べます。',
    ],
    nextDenied: [
      '実行者に、何をしようとしたのかを確認します。',
      '心当たりがなければ、そのユーザーまたはロールのセッションを取り消し、ほかの操作を CloudTrail で調べます。',
    ],
  },
  health: {
    what: (service, code) => `AWS Health から ${service} に関するお知らせがあります（${code}）。`,
    exposedCredentials: 'このアカウントの認証情報が公開されているのを AWS が検出しました。',
    nextExposedCredentials: [
      '公開されたアクセスキーを直ちに無効化し、必要な箇所には新しいキーを発行します。',
      'そのキーで行われた操作を全リージョンの CloudTrail で調べ、覚えのないリソースを削除します。',
      'AWS が作成したサポートケースに回答します。',
    ],
    nextIssue: [
      '自社のシステムに影響が出ていないかを確認します。復旧は AWS が進めています。',
      '続報を AWS Health で確認します。',
    ],
    nextElse: ['お知らせの内容を確認し、期日までに必要な対応を計画します。'],
    entities: (names, total) =>
      `対象: ${names.join('、')}${total > names.length ? `、ほか ${total - names.length} 件` : ''}`,
  },
  alarm: {
    what: (name) => `アラーム ${name} が発生しました。`,
    next: ['直前の数分間に行われた操作を CloudTrail で調べます。', '実行者に、意図した操作かどうかを確認します。'],
  },
  image: {
    failed: (name, during) =>
      `マシンイメージ ${name} のビルドが失敗しました${during === undefined ? '' : `（${during} の段階）`}。新しいインスタンスには引き続き前のイメージが使われます。`,
    available: (name) => `新しいマシンイメージ ${name} が利用可能になりました。`,
    cancelled: (name) => `マシンイメージ ${name} のビルドが取り消されました。`,
    goingOn: (name, status) => `マシンイメージ ${name} のビルドは進行中です（${status}）。`,
    disabled: (name, failures) =>
      `ビルドが${failures === undefined ? '続けて' : ` ${failures} 回続けて`}失敗したため、パイプライン ${name} が無効化されました。有効に戻すまで新しいマシンイメージは作られません。`,
    nextFailed: [
      'AWS の示す理由を metsuke image status で確認します。ログの全体は、ログアーカイブの image-builder/ 以下にあります。',
      '原因を取り除き、metsuke image build でビルドし直します。よくある原因は docs/ja/machine-images.md にあります。',
    ],
    nextAvailable: [
      '古いイメージで動いているインスタンスを入れ替えます（metsuke image usage で分かります）。',
      'イメージのパラメータを参照する起動テンプレートは、自動的に新しいイメージを使います。',
    ],
    nextDisabled: [
      '失敗の原因を取り除きます（metsuke image status で確認）。',
      '成功するまで metsuke image build で手動でビルドし、その後 Image Builder のコンソールでパイプラインを有効に戻します。ガードレールが許すのは stackSets.bootstrapRole のロールです。',
    ],
  },
  access: {
    public: (resource) => `${resource} がインターネットの誰からでも利用できる状態です。`,
    external: (resource, principal) => `${resource} が組織外の ${principal} からのアクセスを許可しています。`,
    failed: (resource, error) => `IAM Access Analyzer が ${resource} を分析できませんでした（${error}）。`,
    actions: (names, total) =>
      `許可されている操作: ${names.join('、')}${total > names.length ? `、ほか ${total - names.length} 件` : ''}`,
    unused: {
      UnusedIAMRole: (resource) => `ロール ${resource} が長期間使われていません。`,
      UnusedIAMUserAccessKey: (resource) => `${resource} のアクセスキーが長期間使われていません。`,
      UnusedIAMUserPassword: (resource) => `${resource} のパスワードが長期間使われていません。`,
      UnusedPermission: (resource) => `${resource} に、長期間使われていない権限があります。`,
    },
    unusedElse: (resource) => `${resource} のアクセス権が長期間使われていません。`,
    nextPublic: [
      '意図した公開かどうかを、リソースの管理者に確認します。意図しない公開であれば、誰にでも許可しているステートメントをポリシーから削除します。',
      '公開されてから誰が利用したかを CloudTrail で調べます。',
      '意図した公開であれば、metsuke.yaml の accessAnalyzer.archiveRules に理由とともにアーカイブルールを追加して apply します。',
    ],
    nextExternal: [
      '相手のアカウントまたは ID プロバイダーが何者か、アクセスが必要かどうかを、リソースの管理者に確認します。',
      '不要であれば、リソースのポリシーから削除します。検出結果は IAM Access Analyzer が自動的に解決済みにします。',
      '必要であれば、metsuke.yaml の accessAnalyzer.archiveRules に理由とともにアーカイブルールを追加して apply します。',
    ],
    nextFailed: [
      '理由を IAM Access Analyzer のコンソールで確認します。多くの場合、リソースのポリシーが IAM Access Analyzer のロールを拒否しています。',
    ],
    nextUnused: [
      'まだ必要かどうかをアカウントの管理者に確認し、不要であれば削除します。',
      '必要であれば、metsuke.yaml の accessAnalyzer.unusedAccess.archiveRules に理由とともにアーカイブルールを追加して apply します。',
    ],
  },
  other: {
    what: (source, detailType) => `${source} から通知がありました（${detailType}）。`,
    test: 'これはテスト通知です。実際には何も起きていません。',
    next: ['アカウントのコンソールでイベントの内容を確認します。'],
  },
  digest: {
    subject: (date, count) => `[DIGEST] ${date}: ${count} ${count === 1 ? 'event' : 'events'} not sent one by one`,
    opening: (from, count) => `【日次ダイジェスト】${from} 以降、個別に通知しなかった事象が ${count} 件あります。`,
    reasons: {
      minor: '個別に通知する重要度に満たないもの',
      quiet: '静穏時間帯に起きたもの',
      refused: '試みられ、AWS に拒否されたもの',
      repeated: '通知済みの事象の続き',
      crowded: 'アカウントごとの 1 時間の通知件数の上限を超えたもの',
    },
    times: (count) => `${count} 件`,
    more: (lines, events) => `ほか ${lines} 行（${events} 件）`,
    closing: [
      '何を個別に通知し、何をまとめるかは metsuke.yaml の notifications で変更できます。',
      'API の呼び出しはログアーカイブで、ほかは各サービスのコンソールで確認できます。',
    ],
  },
};
