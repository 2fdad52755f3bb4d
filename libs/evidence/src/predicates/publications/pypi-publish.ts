import { ParseError } from '#kernel';

import type { Statement } from '../../statement.js';
import { distributionName } from './distribution-name.js';

/** PyPI's word that an identity published a file; its predicate is empty. */
export const PYPI_PUBLISH = 'https://docs.pypi.org/attestations/publish/v1';

/**
 * What publishing speaks of: one distribution, by file name and SHA-256.
 * @throws ParseError PUBLISH_SUBJECT, DISTRIBUTION_NAME
 */
export function requireDistribution({ subjects }: Statement): void {
  const [subject, ...others] = subjects;
  const isNamed = subject?.name !== undefined && subject.digests.some((digest) => digest.startsWith('sha256:'));
  if (!isNamed || others.length > 0) {
    throw new ParseError('PUBLISH_SUBJECT', 'a publish attestation is about exactly one file, by name and SHA-256');
  }
  distributionName(subject.name ?? '');
}
