import { say } from '../domain/say.ts';
import { MANAGED_RULES } from '../rules/managed-rules.ts';
import type { Decision } from './decide.ts';
import { decide } from './decide.ts';
import type { Notification } from './notification.ts';
import type { Policy } from './policy.ts';
import { readNotification } from './read-notification.ts';
import type { ChatMessage } from './render-chat.ts';
import { renderChat } from './render-chat.ts';
import type { Mail } from './render-mail.ts';
import { renderMail, severityText } from './render-mail.ts';
import { ruleFactsOf } from './rule-facts.ts';
import { english } from './words/english.ts';
import { japanese } from './words/japanese.ts';
import type { Words } from './words/words.ts';

export interface Preview {
  /** One sentence: whether somebody would be told, and why not. */
  readonly outcome: string;
  readonly decision: Decision;
  readonly mail: Mail;
  readonly chat: ChatMessage;
}

/** What a person would receive about an event now, if nothing alike was told before. Exceptions of rules are not known. */
export function previewOf(event: unknown, policy: Policy, language: Words['language'], now: string): Preview {
  const words = language === 'ja' ? japanese : english;
  const rules = ruleFactsOf(MANAGED_RULES, language);
  const notification = readNotification(event, { ...policy, words, rules }, now);
  const decision = decide(notification, policy, { now, exceptions: [] });
  const telling = { accountName: null, words, policy, isLast: false };
  return {
    outcome: outcomeOf(notification, decision, policy),
    decision,
    mail: renderMail(notification, telling),
    chat: renderChat(notification, telling),
  };
}

function outcomeOf({ severity }: Notification, decision: Decision, { minimumSeverity }: Policy): string {
  switch (decision.kind) {
    case 'ignore':
      return say`Nobody would be told: ${decision.why}. The message would be:`;
    case 'digest':
      if (decision.reason === 'refused') {
        return say`It would be counted in the digest: AWS refused it, and nothing was changed. As a message of its own:`;
      }
      return decision.reason === 'minor'
        ? say`It would be counted in the digest: ${severityText(severity)} is below minimumSeverity (${severityText(minimumSeverity)}). As a message of its own:`
        : say`It would be counted in the digest: these are quiet hours. As a message of its own:`;
    case 'tell':
      return say`It would be told at once:`;
    default:
      return decision satisfies never;
  }
}
