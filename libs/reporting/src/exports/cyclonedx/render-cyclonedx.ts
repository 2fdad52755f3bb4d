import { canonicalDigest, canonicalJson, toUtf8 } from '#kernel';

import { tasksOf, type Report } from '../../report.js';
import type { ExportParts } from '../export-parts.js';
import { uuidOf } from '../uuid.js';
import { shown } from './cyclonedx-text.js';
import { declarations } from './declarations.js';
import { standard } from './standard.js';

/** CycloneDX 1.7 attestations. The serial number is of the content, so that another content is another document. */
export function renderCycloneDx(parts: ExportParts): Uint8Array {
  const { report, attestation } = parts;
  const content = {
    $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    version: 1,
    metadata: {
      timestamp: attestation?.signedAt ?? report.knownAt,
      tools: { components: [{ type: 'application', name: shown(report.verifier) }] },
      component: { type: 'application', name: shown(report.scope.product), version: shown(report.scope.release) },
    },
    definitions: { standards: [standard(parts)] },
    declarations: declarations(parts),
    properties: properties(parts),
  };
  return toUtf8(
    canonicalJson({ ...content, serialNumber: `urn:uuid:${uuidOf('cyclonedx', canonicalDigest(content))}` }),
  );
}

/** What the format has no field for: the status of each control with its numerator and denominator. */
function properties({ report, attestation }: ExportParts): readonly object[] {
  const of: readonly (readonly [string, string])[] = [
    ['assessment', report.assessment],
    ['input', report.input],
    ['as-of', report.asOf],
    ['population-source', report.population.source],
    ['synthetic', String(report.synthetic)],
    ...(attestation === undefined ? [] : [['attestation', attestation.digest] as const]),
    ...results(report),
  ];
  return of.map(([name, value]) => ({ name: `averment:${name}`, value }));
}

function results({ groups }: Report): readonly (readonly [string, string])[] {
  return tasksOf(groups).flatMap(({ id, status, reason, machine }) => [
    [`status:${id}`, status],
    [`reason:${id}`, reason],
    [`met:${id}`, String(machine.met)],
    [`of:${id}`, String(machine.of)],
  ]);
}
