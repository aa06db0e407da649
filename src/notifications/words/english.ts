import type { Words } from './words.ts';

export const english: Words = {
  language: 'en',
  levels: { low: 'low', medium: 'medium', high: 'high', critical: 'critical' },
  labels: {
    severity: 'Severity',
    account: 'Account',
    region: 'Region',
    resource: 'Resource',
    when: 'When',
    who: 'Who',
    from: 'from',
  },
  headings: { next: 'What to do next', look: 'Look at it' },
  opening: (account, what) => `${account}: ${what}`,
  groupedFooter: (hours) =>
    `More of the same in the next ${hours === 1 ? 'hour' : `${hours} hours`} is counted in the daily digest instead of sent.`,
  lastOfTheHour: (limit) =>
    `This is message ${limit} of this hour about this account, the last one: what else happens here goes into the digest, unless it is high or critical.`,
  reference: (id) => `Event ${id}, sent by Metsuke.`,
  actor: {
    root: () => 'the root user',
    role: (role, session) => (session === undefined ? `role ${role}` : `${session} with role ${role}`),
    user: (name) => `IAM user ${name}`,
    service: (name) => `the service ${name}`,
    from: (address) => `from ${address}`,
  },
  guardDuty: {
    what: (type, isSample) => `${isSample ? '(sample) ' : ''}GuardDuty found a possible threat: ${type}.`,
    purposes: {
      Backdoor: 'A resource behaves as if an attacker controlled it.',
      Behavior: 'A resource behaves differently from what is usual for it.',
      CredentialAccess: 'An attacker may be collecting credentials.',
      CryptoCurrency: 'A resource talks to the network of a crypto-currency.',
      DefenseEvasion: 'An attacker may be hiding what they do.',
      Discovery: 'An attacker may be looking around in the account.',
      Execution: 'Malicious software may be running.',
      Exfiltration: 'Data may be leaving the account.',
      Impact: 'An attacker may be manipulating or destroying data or systems.',
      InitialAccess: 'An attacker may have found a way in.',
      Object: 'Malicious software was found in an object.',
      PenTest: 'A tool for penetration tests is in use.',
      Persistence: 'An attacker may be securing a way back in.',
      Policy: 'The account does not follow a recommended security practice.',
      PrivilegeEscalation: 'An attacker may be gaining more rights.',
      Recon: 'An attacker may be looking for weak points.',
      Stealth: 'An attacker may be removing traces.',
      Trojan: 'Software that hides what it does may be at work.',
      UnauthorizedAccess: 'An unauthorized party may be using the resource.',
    },
    count: (count) => `Seen ${count} times so far.`,
    remote: (address, country) => `The other side: ${address}${country === undefined ? '' : ` (${country})`}.`,
    next: {
      Instance: [
        'Ask the owner whether this is expected. If not, isolate the instance with a security group that lets nothing through.',
        'Take a snapshot of its volumes before anything is changed; it is evidence.',
        'Replace the instance from a clean image, and rotate the credentials it had.',
      ],
      AccessKey: [
        'Ask the owner whether this was them. If not, deactivate the access key at once.',
        'Revoke the active sessions of the user or role, then look in CloudTrail for what was done with the key.',
        'Give out new credentials only when it is known how the old ones got away.',
      ],
      S3Bucket: [
        'Check who may read and write the bucket, and block public access if it need not be public.',
        'Look in CloudTrail for who used it, and from where.',
      ],
    },
    nextElse: [
      'Ask the owner of the resource whether this is expected.',
      'If not, cut it off from the network or take its rights away, and look in CloudTrail for what was done.',
      'If it is expected, suppress its kind: add it to guardDuty.suppress in metsuke.yaml, and apply.',
    ],
  },
  config: {
    what: (rule) => `a resource no longer complies with the rule ${rule}.`,
    next: (rule) => [
      'Put the setting right, or let the owner of the account do so. AWS Config evaluates the rule again by itself.',
      `If it must be so, add an exception for ${rule} with a reason and an expiry date to metsuke.yaml.`,
    ],
  },
  root: {
    signedIn: (hasMfa) =>
      `the root user signed in to the console ${hasMfa ? 'with' : 'WITHOUT'} multi-factor authentication.`,
    failedToSignIn: () => 'a sign-in to the console as the root user failed.',
    did: (call) => `the root user called ${call}.`,
    nextSignIn: [
      'Ask who holds the root credentials whether this was them, and why the root user was needed.',
      'If nobody knows: recover the account through its e-mail address, change the password, and replace the MFA device.',
      'Then look in CloudTrail (us-east-1 too) for everything the root user did.',
    ],
    nextCall: [
      'Ask who holds the root credentials whether this was them. Very few tasks need the root user.',
      'If nobody knows: change the password, delete every access key of the root user (of a member account in a privileged root session of the management account), and look in CloudTrail for what else it did.',
    ],
  },
  breakGlass: {
    what: (role) => `the emergency role ${role} was used.`,
    next: [
      'Check that there is an incident that justifies it, and who approved it.',
      'When the incident is over, review in CloudTrail what was done with the role.',
      'If nobody knows: revoke the active sessions of the role and change who may assume it.',
    ],
  },
  call: {
    sentences: {
      StopLogging: 'a CloudTrail trail was stopped: it records nothing any more.',
      DeleteTrail: 'a CloudTrail trail was deleted.',
      UpdateTrail: 'the settings of a CloudTrail trail were changed.',
      PutEventSelectors: 'what a CloudTrail trail records was changed.',
      StopConfigurationRecorder:
        'the recorder of AWS Config was stopped: changes to resources are not recorded any more.',
      DeleteConfigurationRecorder: 'the recorder of AWS Config was deleted.',
      DeleteDeliveryChannel:
        'the delivery channel of AWS Config was deleted: what it records does not reach the archive.',
      PutConfigurationRecorder: 'what AWS Config records was changed.',
      DeleteConfigRule: 'a rule of AWS Config was deleted.',
      DeleteDetector: 'GuardDuty was switched off.',
      UpdateDetector: 'the settings of GuardDuty were changed.',
      LeaveOrganization: 'the account is leaving the organization.',
      RemoveAccountFromOrganization: 'an account was removed from the organization.',
      CloseAccount: 'an account is being closed.',
      DetachPolicy: 'an organization policy was detached: it does not bind that target any more.',
      DeletePolicy: 'an organization policy was deleted.',
      UpdatePolicy: 'an organization policy was changed.',
      DisablePolicyType: 'a type of organization policy was switched off: no policy of that type binds an account.',
      ScheduleKeyDeletion: 'a KMS key is scheduled for deletion: what it encrypts is lost after that.',
      DisableKey: 'a KMS key was disabled.',
      DeleteFlowLogs: 'the flow logs of a network were deleted.',
      DeactivateMFADevice: 'a device for multi-factor authentication was deactivated.',
      DeleteAccountPublicAccessBlock: 'the protection of the account against public S3 buckets was removed.',
      RegisterType:
        'a type or a hook of CloudFormation was registered: it runs in every deployment to this account, those of Metsuke too.',
      ActivateType:
        'a public type or hook of CloudFormation was activated: it runs in every deployment to this account, those of Metsuke too.',
      SetTypeConfiguration:
        'the configuration of a CloudFormation type or hook was changed: a hook can stop every deployment to this account.',
      SetTypeDefaultVersion: 'another version of a CloudFormation type or hook became the default one.',
      RegisterDefaultPatchBaseline:
        'another patch baseline became the default one: instances without a patch group are patched by it.',
      DisableRegion: 'a region is being disabled: what Metsuke deployed there is out of reach, and stays.',
      PutAccountName: 'the account was given another name: mails and reports call it by that name from now on.',
    },
    what: (call) => `the sensitive call ${call} was made.`,
    ownResource: (call, resource) => `${call} on ${resource}, which belongs to the governance of this account.`,
    tried: (call) => `the sensitive call ${call} was tried.`,
    denied: (error) => `It was refused (${error}); nothing changed.`,
    next: [
      'Ask who did it whether it was meant. Planned changes go through metsuke.yaml.',
      'Put it back: metsuke apply restores what metsuke plan shows; what metsuke status --deep shows beyond it says what to do.',
      'If nobody knows: revoke the sessions of that user or role, and look in CloudTrail for what else they did.',
    ],
    nextDenied: [
      'Ask who tried it what they wanted to do.',
      'If nobody knows: revoke the sessions of that user or role, and look in CloudTrail for what else they did.',
    ],
  },
  health: {
    what: (service, code) => `AWS Health reports about ${service}: ${code}.`,
    exposedCredentials: 'AWS found credentials of this account in public.',
    nextExposedCredentials: [
      'Deactivate the exposed access key now, then create a new one where it is needed.',
      'Look in CloudTrail for everything that was done with it, in every region, and delete what you do not know.',
      'Answer the support case that AWS opened.',
    ],
    nextIssue: ['See whether your systems are affected; AWS is at work on it.', 'Follow the updates in AWS Health.'],
    nextElse: ['Read the announcement and plan what it asks for before its date.'],
    entities: (names, total) =>
      `Affected: ${names.join(', ')}${total > names.length ? ` and ${total - names.length} more` : ''}.`,
  },
  alarm: {
    what: (name) => `the alarm ${name} went off.`,
    next: ['Look in CloudTrail for the calls in the minutes before.', 'Ask who made them whether they were meant.'],
  },
  image: {
    failed: (name, during) =>
      `the build of the machine image ${name} failed${during === undefined ? '' : ` (it was ${during})`}. Newly started instances keep getting the image before it.`,
    available: (name) => `a new machine image ${name} is ready.`,
    cancelled: (name) => `the build of the machine image ${name} was cancelled.`,
    goingOn: (name, status) => `the build of the machine image ${name} is ${status}.`,
    disabled: (name, failures) =>
      `the pipeline ${name} was switched off after ${failures ?? 'several'} failed builds: no new machine image comes until it is switched on again.`,
    nextFailed: [
      "See AWS's reason: metsuke image status. The whole log is in the log archive, below image-builder/.",
      'Mend the cause, then build again: metsuke image build. docs/machine-images.md names the usual ones.',
    ],
    nextAvailable: [
      'Replace the instances that run older ones: metsuke image usage names them.',
      'Launch templates that name the parameter of the image take the new one by themselves.',
    ],
    nextDisabled: [
      'Mend the cause of the failures: metsuke image status.',
      'Build by hand until it works (metsuke image build), then switch the pipeline on again in the console of Image Builder, with the role of stackSets.bootstrapRole, which the guardrails let do so.',
    ],
  },
  access: {
    public: (resource) => `${resource} is open to everyone on the internet.`,
    external: (resource, principal) => `${resource} lets in ${principal}, which is outside the organization.`,
    failed: (resource, error) => `IAM Access Analyzer could not look at ${resource} (${error}).`,
    actions: (names, total) =>
      `Allowed are ${names.join(', ')}${total > names.length ? ` and ${total - names.length} more` : ''}.`,
    unused: {
      UnusedIAMRole: (resource) => `nobody has used the role ${resource} for a long time.`,
      UnusedIAMUserAccessKey: (resource) => `nobody has used an access key of ${resource} for a long time.`,
      UnusedIAMUserPassword: (resource) => `nobody has used the password of ${resource} for a long time.`,
      UnusedPermission: (resource) => `${resource} has permissions that it has not used for a long time.`,
    },
    unusedElse: (resource) => `access of ${resource} has not been used for a long time.`,
    nextPublic: [
      'Ask the owner of the resource whether it has to be public. If not, remove the statement of its policy that lets everybody in.',
      'See in CloudTrail who has used it since.',
      'If it has to be public, add an archive rule with the reason to accessAnalyzer.archiveRules in metsuke.yaml, and apply.',
    ],
    nextExternal: [
      'Ask the owner of the resource who that account or provider is, and whether it needs the access.',
      'If not, remove it from the policy of the resource. IAM Access Analyzer resolves the finding by itself.',
      'If so, add an archive rule with the reason to accessAnalyzer.archiveRules in metsuke.yaml, and apply.',
    ],
    nextFailed: ['See in the console of IAM Access Analyzer why: usually a policy of the resource keeps its role out.'],
    nextUnused: [
      'Ask the owner of the account whether it is still needed, and remove it if not.',
      'If it is, add an archive rule with the reason to accessAnalyzer.unusedAccess.archiveRules in metsuke.yaml, and apply.',
    ],
  },
  other: {
    what: (source, detailType) => `${source} reports: ${detailType}.`,
    test: 'this is a test message; nothing happened.',
    next: ['Look at the event in the console of the account.'],
  },
  digest: {
    subject: (date, count) => `[DIGEST] ${date}: ${count} ${count === 1 ? 'event' : 'events'} not sent one by one`,
    opening: (from, count) =>
      `${count === 1 ? 'One event was' : `${count} events were`} not worth a message of ${count === 1 ? 'its' : 'their'} own since ${from}.`,
    reasons: {
      minor: 'Below the severity that is told at once',
      quiet: 'In the quiet hours',
      refused: 'Tried, and refused by AWS',
      repeated: 'More of what you were told',
      crowded: 'More than the messages of an hour for one account',
    },
    times: (count) => `${count} x`,
    more: (lines, events) => `and ${lines} more lines (${events} events)`,
    closing: [
      'What must be told at once, and what may wait, is said in metsuke.yaml (notifications).',
      'Calls are in the log archive, the rest is in the consoles of the services.',
    ],
  },
};
