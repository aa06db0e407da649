import { japanese } from '../words/japanese.ts';
import { makeLambda } from './hub.ts';

export const handler = makeLambda(japanese);
