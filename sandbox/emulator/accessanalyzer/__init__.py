"""IAM Access Analyzer: analyzers, their archive rules, and what they find of roles and buckets."""
