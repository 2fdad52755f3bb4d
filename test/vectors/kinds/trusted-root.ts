import { PASS, type Judge } from '../outcome.js';
import { trustRootOf } from '../trust-of-case.js';

export const judgeTrustedRoot: Judge = (vector, corpus) =>
  trustRootOf(vector, corpus) === undefined ? { got: 'error', code: 'the case has no trust root' } : PASS;
