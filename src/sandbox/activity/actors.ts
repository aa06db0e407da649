import type { Actor } from './event.ts';
import { makeRandom } from './random.ts';

/** People of the company: the names of their sessions of Identity Center. */
export const PEOPLE: readonly string[] = ['hanako', 'taro', 'yuki', 'kenji', 'sakura', 'daichi'];
const OFFICE = '203.0.113';

/** Somebody who came through Identity Center, as everybody should. */
export function makePerson(name: string, account: string, permissionSet: string, isConsole = false): Actor {
  const role = `AWSReservedSSO_${permissionSet}_${hash(account, permissionSet).slice(0, 16)}`;
  const address = `${OFFICE}.${10 + PEOPLE.indexOf(name)}`;
  const userAgent = isConsole ? 'AWS Internal Console' : 'aws-cli/2.31.4 md/awscrt#0.28.2 ua/2.1 os/macos#25.1.0';
  return { userIdentity: assumedRole(role, name, account), sourceIPAddress: address, userAgent, isConsole };
}

/** A program of ours that runs with a role: on an instance, in a function, in a pipeline. */
export function makeWorkload(role: string, session: string, account: string, address = '10.0.12.34'): Actor {
  return {
    userIdentity: assumedRole(role, session, account),
    sourceIPAddress: address,
    userAgent: 'aws-sdk-java/2.36.2 Linux/6.1 OpenJDK_64-Bit_Server_VM/21.0.9 vendor/Amazon.com_Inc.',
  };
}

/** AWS itself, for us. */
export function makeService(principal: string): Actor {
  return {
    userIdentity: { type: 'AWSService', invokedBy: principal },
    sourceIPAddress: principal,
    userAgent: principal,
  };
}

/** A user of IAM with a key that stays. */
export function makeUser(name: string, account: string, address: string): Actor {
  return {
    userIdentity: {
      type: 'IAMUser',
      principalId: `AIDA${id(account, name, 17)}`,
      arn: `arn:aws:iam::${account}:user/${name}`,
      accountId: account,
      accessKeyId: `AKIA${id(account, `${name} key`, 16)}`,
      userName: name,
    },
    sourceIPAddress: address,
    userAgent: 'Boto3/1.34.11 md/Botocore#1.34.11 ua/2.0 os/linux#5.15 lang/python#3.9.18',
  };
}

/** The same user at the console's door: no key is involved. */
export function makeUserAtDoor(name: string, account: string, address: string): Actor {
  const { accessKeyId: _, ...userIdentity } = makeUser(name, account, address).userIdentity;
  return { userIdentity, sourceIPAddress: address, userAgent: '' };
}

export function makeRoot(account: string, address: string): Actor {
  const userIdentity = { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account };
  return { userIdentity, sourceIPAddress: address, userAgent: '' };
}

/** Somebody of another account, of whom this account's log says no more. */
export function makeStranger(account: string, address: string): Actor {
  const userIdentity = { type: 'AWSAccount', principalId: `AIDA${id(account, 'stranger', 17)}`, accountId: account };
  return { userIdentity, sourceIPAddress: address, userAgent: 'Boto3/1.40.1' };
}

function assumedRole(role: string, session: string, account: string) {
  const principalId = `AROA${id(account, role, 17)}`;
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId: `ASIA${id(account, `${role} ${session}`, 16)}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId,
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { mfaAuthenticated: 'false' },
    },
  };
}

function id(account: string, name: string, length: number): string {
  return makeRandom('id', account, name).id(length);
}

function hash(account: string, name: string): string {
  return makeRandom('hash', account, name).hex(16);
}
