import { RULE_FACTS } from 'metsuke:rule-facts/en';
import { english } from '../words/english.ts';
import { makeLambda } from './hub.ts';

export const handler = makeLambda(english, RULE_FACTS);
