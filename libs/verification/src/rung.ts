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

/** What each rung asks for, in words for whoever reads a verdict. */
export const RUNG_QUESTIONS: Readonly<Record<Rung, string>> = {
  bytes: 'bytes within the limits that every reader understands in one way',
  format: 'a known format with everything its version requires',
  envelope: 'signed bytes of the stated type, one envelope, nothing beside them',
  signature: "a signature by the signer's key over exactly these bytes",
  'certificate-chain': 'a signing certificate issued under the trust root and valid when it signed',
  'certificate-transparency': 'proof that the certificate was published in a log of the trust root',
  'transparency-log': 'proof that this very signature stands in a log of the trust root',
  'trusted-time': 'a moment of signing that somebody trusted vouches for',
  identity: 'a signer whom a trust rule expects for this kind of evidence',
  subject: 'the digest of what was asked for, or at least one accepted digest',
  predicate: 'a registered type whose content follows its schema',
  policy: 'everything else that the trust rule demands',
};
