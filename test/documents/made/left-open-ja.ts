/** Of left-open.ts, by type. */
export const LEFT_OPEN_JA: Readonly<Record<string, string>> = {
  'AWS::AccessAnalyzer::Analyzer': 'もう一度調べる、または事前に調べるだけで、アナライザーも検出結果も変わりません。',
  'AWS::Athena::WorkGroup':
    '分析する人は、このワークグループでクエリを実行します。結果の保存先はワークグループが決め、その変更は拒否しています。',
  'AWS::Config::ConfigRule':
    '他のチームのルールと Metsuke のルールは、ARN では区別できません。AWS Config は、自分のルールの結果をほかから受け取りません。評価が 1 回増えても、タグが変わっても、結果は変わりません。',
  'AWS::Config::ConfigurationAggregator': 'タグが変わっても、集めるものは変わりません。',
  'AWS::Config::ConfigurationRecorder':
    'Metsuke のレコーダーの開始は、誰がしてもよいことです。サービスのレコーダーは Metsuke のものではなく、タグが変わっても記録するものは変わりません。',
  'AWS::EC2::SecurityGroup': 'グループを別のものに使うだけで、グループそのものは変わりません。',
  'AWS::EC2::VPCEndpoint': 'エンドポイントとは別のものを作るだけで、エンドポイントそのものは変わりません。',
  'AWS::IAM::Role':
    'インスタンスは Metsuke のロールで起動します。ロールを渡してもロールは変わらず、渡す側にも自分の権限が必要です。',
  'AWS::ImageBuilder::ImagePipeline': 'ビルドは手動でも開始できます。',
  'AWS::KMS::Key': 'インスタンス、セッション、レポートがキーを使います。誰が使えるかは、キーポリシーが決めます。',
  'AWS::Logs::LogGroup':
    '各インスタンスのエージェントが、インスタンスのロールでセッションのロググループに書き込みます。',
  'AWS::S3::Bucket':
    'アーカイブのオブジェクトを書けるのは、Metsuke のロールとサービスだけです。Athena の結果は、使う人が書きます。',
  'AWS::SNS::Topic': '購読の確認には、購読する人だけに届くトークンが必要です。',
  'AWS::SSM::Association':
    '同じ関連付けは二重には作れません。実行が 1 回増えても害はなく、エージェントは結果を報告します。別のインベントリの関連付けは、ドキュメントで拒否しています。',
  'AWS::SSM::PatchBaseline':
    'インスタンスが使うベースラインを選ぶだけで、ベースラインそのものは変わりません。既定のパッチベースラインの変更は通知します。',
  'AWS::SSM::Document': 'セッションはこのドキュメントで開きます。使っても、ドキュメントは変わりません。',
  'AWS::StepFunctions::StateMachine': '収集やレポートの実行が 1 回増えても、害はありません。',
};
