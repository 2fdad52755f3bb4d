import type { JsonFormat } from '../format.js';
import { parseCycloneDx } from '../../predicates/sbom/cyclonedx.js';
import { unsignedPredicate, versionOf } from '../unsigned-shape.js';

const VERSION = /^1\.[4-7]$/;

/** CycloneDX 1.4 to 1.7 without a signature. */
export const CYCLONEDX: JsonFormat = {
  name: 'cyclonedx',
  recognises: (document) => document['bomFormat'] === 'CycloneDX',
  read: (document) =>
    unsignedPredicate(
      document,
      `cyclonedx ${versionOf(document['specVersion'], VERSION, 'CycloneDX')}`,
      parseCycloneDx,
    ),
};
