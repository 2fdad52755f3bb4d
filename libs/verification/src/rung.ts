/** The ladder, in the order in which it is shown. */
export const RUNGS = [
  'bytes',
  'format',
  'envelope',
  'signature',
  'certificate-chain',
  'certificate-transparency',
  'transparency-log',
  'trusted-time',
  'identity',
  'subject',
  'predicate',
  'policy',
] as const;
export type Rung = (typeof RUNGS)[number];

export type CheckOutcome = 'passed' | 'failed' | 'could-not-check' | 'not-applicable';
