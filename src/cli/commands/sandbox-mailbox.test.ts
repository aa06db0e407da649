import { expect, it } from 'vitest';
import { aView } from '../../../test/support/view.ts';
import type { Mail } from '../../sandbox/event-chain.ts';
import { describeMail, describeMails } from './sandbox-mailbox.ts';

const { screen } = aView();
const mail: Mail = {
  number: 12,
  at: '2026-05-01T02:03:04.567Z',
  from: 'Security <no-reply@sns.amazonaws.com>',
  to: 'security@example.com',
  subject: '高: 何か',
  body: 'What happened\n\n',
  topic: 'arn:aws:sns:ap-northeast-1:222222222222:topic',
  kind: 'notification',
};

it('lists mails with their numbers', () => {
  expect(describeMails([mail], [], screen)).toBe('12  2026-05-01 02:03:04  security@example.com  高: 何か');
});

it('says when there is none, and who waits', () => {
  expect(describeMails([], [{ topic: 't', to: 'a@example.com' }], screen)).toBe(
    'No mail.\n\n1 subscription waits for confirmation and will receive nothing: metsuke sandbox mail confirm',
  );
});

it('shows a mail as a person reads it', () => {
  expect(describeMail(mail)).toBe(`From: Security <no-reply@sns.amazonaws.com>
To: security@example.com
Date: 2026-05-01T02:03:04.567Z
Subject: 高: 何か

What happened`);
});
