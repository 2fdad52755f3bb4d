import type { Claim } from './claim.js';

/**
 * What a claim is about within its kind. A newer word replaces an older one only on the same topic: that one suite
 * passed says nothing about another that failed. Scanners are no topic: their names carry versions, and a scan by the
 * newer version must replace the older one.
 */
export function topicOf(claim: Claim): string {
  switch (claim.kind) {
    case 'test-result':
    case 'static-analysis':
      return claim.suite;
    case 'forge-settings':
      return `${claim.of} ${claim.about}`;
    case 'scorecard':
      return claim.repository;
    case 'source-provenance':
      return claim.ref ?? '';
    case 'release':
      return claim.registry ?? '';
    case 'runtime-trace':
      return claim.event;
    case 'supplier-assessment':
      return `${claim.organization} ${claim.product} ${claim.framework}`;
    case 'deployment-policy':
      return claim.cluster;
    default:
      return '';
  }
}
