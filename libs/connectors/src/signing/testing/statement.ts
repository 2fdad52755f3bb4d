import type { UnsignedStatement } from '#attestation';

/** Something to sign. */
export const STATEMENT: UnsignedStatement = {
  subjects: [{ name: 'app-1.0.tar.gz', digests: [`sha256:${'ab'.repeat(32)}`] }],
  predicateType: 'https://averment.dev/predicate/ssdf-assessment/v1',
  predicate: { result: 'as it is' },
};
