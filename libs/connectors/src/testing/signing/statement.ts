import { releaseManifestStatement } from '#attestation';
import { parseInstant } from '#kernel';

/** Something to sign. */
export const STATEMENT = releaseManifestStatement(
  {
    scope: { organization: 'acme', product: 'app', release: '1.0.0' },
    issuedAt: parseInstant('2026-11-20T12:00:00Z'),
  },
  [{ name: 'app-1.0.tar.gz', digests: [`sha256:${'ab'.repeat(32)}`] }],
);
