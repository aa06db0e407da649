// What a user of org-formation would write for the same job: its organization file and its tasks.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, parseDocument } from 'yaml';

/** Names that `org-formation init` gives. */
const ACCOUNTS = { audit: 'AuditAccount', log: 'LogAccount' };

/** The service control policy goes into the organization file that `org-formation init` wrote. */
export function addPolicy(folder, policy) {
  const file = join(folder, 'organization.yml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(['Organization', 'RegionRestriction'], {
    Type: 'OC::ORG::ServiceControlPolicy',
    Properties: {
      PolicyName: policy.name,
      Description: policy.description,
      PolicyDocument: JSON.parse(policy.content),
    },
  });
  const attached = ['Organization', 'OrganizationRoot', 'Properties', 'ServiceControlPolicies'];
  document.setIn(attached, makeReference(document, 'RegionRestriction'));
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}

/** An account that joined: what `org-formation init` would have written had it been there before. */
export function addAccount(folder, { id, name, email }) {
  const file = join(folder, 'organization.yml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(['Organization', 'JoinedAccount'], {
    Type: 'OC::ORG::Account',
    Properties: { AccountName: name, AccountId: id, RootEmail: email },
  });
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}

/** One update-stacks task for each template; `stacksAtOnce` accounts at a time. */
export function writeTasks(folder, stacks, stacksAtOnce) {
  const tasks = Object.fromEntries(
    stacks.map((stack) => [camelCase(stack.title), makeTask(folder, stack, stacksAtOnce)]),
  );
  const update = { Type: 'update-organization', Template: './organization.yml' };
  const document = new Document({ OrganizationUpdate: update, ...tasks });
  for (const { title, where } of stacks.filter((stack) => stack.where in ACCOUNTS)) {
    const binding = [camelCase(title), 'DefaultOrganizationBinding', 'Account'];
    document.setIn(binding, makeReference(document, ACCOUNTS[where]));
  }
  const text = document.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
  writeFileSync(join(folder, 'tasks.yml'), text);
}

function makeTask(folder, stack, stacksAtOnce) {
  writeFileSync(join(folder, `${stack.title}.json`), stack.templateBody);
  return {
    Type: 'update-stacks',
    DependsOn: stack.needs.length > 0 ? stack.needs.map(camelCase) : 'OrganizationUpdate',
    StackName: stack.name,
    Template: `./${stack.title}.json`,
    Parameters: stack.parameters,
    DefaultOrganizationBinding: { Region: stack.region, ...bindingOf(stack.where) },
    MaxConcurrentStacks: stacksAtOnce,
  };
}

function bindingOf(where) {
  switch (where) {
    case 'management':
      return { IncludeMasterAccount: true };
    case 'members':
      return { Account: '*' };
    default:
      return {}; // one account, by a reference
  }
}

function camelCase(title) {
  return title.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
}

function makeReference(document, name) {
  const reference = document.createNode(name);
  reference.tag = '!Ref';
  return reference;
}
