// What a user of org-formation would write for the same job: its organization file and its tasks.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, parseDocument } from 'yaml';
import { AUDIT, LOG, MANAGEMENT, REGION } from '../sandbox.mjs';

/** Names that `org-formation init` gives. */
const ACCOUNTS = { [AUDIT]: 'AuditAccount', [LOG]: 'LogAccount' };

/** The service control policies go into the organization file that `org-formation init` wrote. */
export function addPolicies(folder, policies) {
  const file = join(folder, 'organization.yml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  for (const { title, name, description, content } of policies) {
    document.setIn(['Organization', camelCase(title)], {
      Type: 'OC::ORG::ServiceControlPolicy',
      Properties: { PolicyName: name, Description: description, PolicyDocument: JSON.parse(content) },
    });
  }
  const references = policies.map(({ title }) => makeReference(document, camelCase(title)));
  document.setIn(['Organization', 'OrganizationRoot', 'Properties', 'ServiceControlPolicies'], references);
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
  const titles = new Set(stacks.map(({ title }) => title));
  const tasks = Object.fromEntries(
    stacks.map((stack) => [camelCase(stack.title), makeTask(folder, stack, { stacksAtOnce, titles })]),
  );
  const update = { Type: 'update-organization', Template: './organization.yml' };
  const document = new Document({ OrganizationUpdate: update, ...tasks });
  for (const { title, accounts } of stacks) {
    const [account] = accounts;
    if (accounts.length > 1 || account === MANAGEMENT) continue;
    if (!(account in ACCOUNTS)) throw new Error(`${title} is in ${account}, for which org-formation has no name here.`);
    const binding = [camelCase(title), 'DefaultOrganizationBinding', 'Account'];
    document.setIn(binding, makeReference(document, ACCOUNTS[account]));
  }
  const text = document.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
  writeFileSync(join(folder, 'tasks.yml'), text);
}

function makeTask(folder, stack, { stacksAtOnce, titles }) {
  writeFileSync(join(folder, `${stack.title}.json`), stack.templateBody);
  const needs = stack.needs.filter((title) => titles.has(title));
  return {
    Type: 'update-stacks',
    DependsOn: needs.length > 0 ? needs.map(camelCase) : 'OrganizationUpdate',
    StackName: stack.name,
    Template: `./${stack.title}.json`,
    Parameters: stack.parameters,
    DefaultOrganizationBinding: { Region: stack.regions, ...bindingOf(stack.accounts) },
    MaxConcurrentStacks: stacksAtOnce,
  };
}

/** A single account gets a reference instead. */
function bindingOf(accounts) {
  const isManagement = accounts.includes(MANAGEMENT) ? { IncludeMasterAccount: true } : {};
  return accounts.length > 1 ? { ...isManagement, Account: '*' } : isManagement;
}

/** AWS Config's own role, as a stack: org-formation makes nothing but stacks. */
export function makeRoleStacks(roles) {
  return roles.map(({ title, principal, accounts }) => ({
    title,
    kind: 'stack',
    name: `service-linked-role-${principal.split('.')[0]}`,
    templateBody: JSON.stringify({
      Resources: { Role: { Type: 'AWS::IAM::ServiceLinkedRole', Properties: { AWSServiceName: principal } } },
    }),
    capabilities: [],
    parameters: {},
    accounts,
    regions: [REGION],
    needs: [],
  }));
}

function camelCase(title) {
  return title.replaceAll(' ', '-').replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
}

function makeReference(document, name) {
  const reference = document.createNode(name);
  reference.tag = '!Ref';
  return reference;
}
