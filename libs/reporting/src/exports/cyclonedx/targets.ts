import type { SubjectDigest } from '#kernel';

import type { ReportTask } from '../../report-task.js';
import type { ExportParts } from '../export-parts.js';
import { shown } from './cyclonedx-text.js';

const RELEASE = 'target:release';
const ORGANIZATION = 'target:organization';

/** What claims are about: the release with its artifacts, or the organization. */
export function targets(parts: ExportParts): object {
  const { scope, population } = parts.report;
  const artifacts = population.artifacts.map(({ name, digests }, index) => ({
    ...{ type: 'file', 'bom-ref': `artifact:${index + 1}`, name: shown(name) },
    hashes: digests.flatMap(hashOf),
  }));
  return {
    organizations: [{ 'bom-ref': ORGANIZATION, name: shown(scope.organization) }],
    components: [
      {
        ...{ type: 'application', 'bom-ref': RELEASE, name: shown(scope.product), version: shown(scope.release) },
        ...(artifacts.length > 0 && { components: artifacts }),
      },
    ],
  };
}

export function targetOf({ counted }: Pick<ReportTask, 'counted'>): string {
  return counted === 'organization' ? ORGANIZATION : RELEASE;
}

const ALGORITHMS: Readonly<Record<string, string>> = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

function hashOf(digest: SubjectDigest): readonly object[] {
  const [algorithm = '', content] = digest.split(':');
  const alg = ALGORITHMS[algorithm];
  return alg === undefined ? [] : [{ alg, content }];
}
