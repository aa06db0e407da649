#!/usr/bin/env bash
# The commands of the article, by hand: three stack sets, and the two roles that they need (which the article sets up in
# the console of each account). Corrected where the article's own do not run: a line that lacked its backslash, and
# quotes that ended up inside the values. One command after the other, as a person's shell runs them.
#
# aws-cli.sh roles | foundation | look | change | join
# Reads FOLDER (templates and parameters) and DEADLINE (seconds that `roles` may take).
set -euo pipefail

in_account() {
  local account=$1
  shift
  local keys
  keys=$(aws sts assume-role --role-session-name by-hand \
    --role-arn "arn:aws:iam::$account:role/OrganizationAccountAccessRole" --output text \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')
  local key secret token
  read -r key secret token <<<"$keys"
  AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret AWS_SESSION_TOKEN=$token "$@"
}

account_named() {
  aws organizations list-accounts --query "Accounts[?Name=='$1'].Id" --output text
}

create_execution_role() {
  in_account "$1" aws cloudformation create-stack --stack-name AWSOrganizations-StackSetExecution \
    --template-body "file://$FOLDER/stackset-execution.json" --capabilities CAPABILITY_NAMED_IAM \
    --parameters "file://$FOLDER/stackset-execution.parameters.json" >/dev/null
}

# Stops at the deadline and says how many accounts it did: the loop is as long as there are accounts, nothing else.
roles() {
  aws cloudformation create-stack --stack-name AWSOrganizations-StackSetAdministration \
    --template-body "file://$FOLDER/stackset-administration.json" --capabilities CAPABILITY_NAMED_IAM \
    --parameters "file://$FOLDER/stackset-administration.parameters.json" >/dev/null
  aws cloudformation wait stack-create-complete --stack-name AWSOrganizations-StackSetAdministration
  local management accounts account done=0
  management=$(aws sts get-caller-identity --query Account --output text)
  accounts=$(aws organizations list-accounts --query "Accounts[?State=='ACTIVE'].Id" --output text)
  # the audit and log accounts first: what comes after this loop works in them
  for account in $(tr '\t' '\n' <<<"$accounts" | grep -v "$management" | grep -E '^(2{12}|3{12})$') \
    $(tr '\t' '\n' <<<"$accounts" | grep -v "$management" | grep -vE '^(2{12}|3{12})$'); do
    create_execution_role "$account"
    done=$((done + 1))
    if ((SECONDS >= DEADLINE)); then break; fi
  done
  echo "accounts done: $done"
}

stack_set() { # stack_set <title> <name> <account name> [option...]
  local title=$1 name=$2 account
  account=$(account_named "$3")
  shift 3
  aws cloudformation create-stack-set --stack-set-name "$name" --template-body "file://$FOLDER/$title.json" \
    --parameters "file://$FOLDER/$title.parameters.json" "$@" >/dev/null
  aws cloudformation create-stack-instances --stack-set-name "$name" --accounts "$account" \
    --regions ap-northeast-1 >/dev/null
}

foundation() {
  stack_set security-topic AWSOrganizations-SecurityTopic audit
  stack_set security-resource AWSOrganizations-SecurityResource audit --capabilities CAPABILITY_NAMED_IAM
  stack_set logging-resource AWSOrganizations-LoggingResource log
}

# There is no plan: this prints what is there, and a person compares it.
look() {
  local name
  aws organizations list-accounts --output json
  for name in SecurityTopic SecurityResource LoggingResource; do
    aws cloudformation describe-stack-set --stack-set-name "AWSOrganizations-$name" --output json
    aws cloudformation list-stack-instances --stack-set-name "AWSOrganizations-$name" --output json
  done
}

change() {
  aws cloudformation update-stack-set --stack-set-name AWSOrganizations-LoggingResource --use-previous-template \
    --parameters "file://$FOLDER/logging-resource.changed.json" >/dev/null
}

join() {
  create_execution_role "$(account_named joined)"
}

"$1"
