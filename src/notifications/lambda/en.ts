import { english } from '../words/english.ts';
import { makeLambda } from './hub.ts';

export const handler = makeLambda(english);
