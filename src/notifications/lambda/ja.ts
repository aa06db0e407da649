import { RULE_FACTS } from 'metsuke:rule-facts/ja';
import { japanese } from '../words/japanese.ts';
import { makeLambda } from './hub.ts';

export const handler = makeLambda(japanese, RULE_FACTS);
