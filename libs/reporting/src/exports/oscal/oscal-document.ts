import { canonicalJson, digestOf, sha256Hex, toUtf8, type Digest } from '#kernel';

import type { ExportParts } from '../export-parts.js';
import { exportFileName } from '../file-name.js';
import { uuidOf } from '../uuid.js';
import { NAMESPACE, OSCAL_MEDIA_TYPE, OSCAL_MODELS, OSCAL_VERSION, type OscalModel } from './oscal-models.js';
import { moment, prose, value } from './oscal-text.js';

export type OscalObject = Readonly<Record<string, unknown>>;

/** The bytes of a document. Its UUID is of its content, so that another content is another document. */
export function documentBytes(model: OscalModel, content: OscalObject): Uint8Array {
  const text = canonicalJson(content);
  const uuid = uuidOf('oscal', model, digestOf(toUtf8(text)));
  // Of all members of an OSCAL document this one sorts last, so that the whole is RFC 8785 again.
  return toUtf8(`{"${OSCAL_MODELS[model].root}":${text.slice(0, -1)},"uuid":"${uuid}"}}`);
}

/** What every document begins with: whose it is, of when, from which judgement. */
export function metadata(parts: ExportParts, title: string): OscalObject {
  const { report, attestation } = parts;
  const party = organizationUuid(parts);
  return {
    title: `${title}: ${prose(`${report.scope.product} ${report.scope.release}`)}`,
    'last-modified': moment(attestation?.signedAt ?? report.knownAt),
    version: report.assessment,
    'oscal-version': OSCAL_VERSION,
    props: props({
      synthetic: String(report.synthetic),
      assessment: report.assessment,
      attestation: attestation?.digest,
      'key-fingerprint': attestation?.keyFingerprint,
    }),
    roles: [{ id: 'producer', title: 'Whose software it is' }],
    parties: [{ uuid: party, type: 'organization', name: value(report.scope.organization) }],
    'responsible-parties': [{ 'role-id': 'producer', 'party-uuids': [party] }],
    ...(report.synthetic && { remarks: 'SYNTHETIC: a sample organization with made-up evidence.' }),
  };
}

/** Properties in our namespace; what is undefined is left out. */
export function props(of: Readonly<Record<string, string | undefined>>): readonly OscalObject[] {
  return Object.entries(of).flatMap(([name, said]) =>
    said === undefined ? [] : [{ name, ns: NAMESPACE, value: value(said) }],
  );
}

/** Left out where it would be empty: OSCAL knows no empty list. */
export function listed(key: string, items: readonly unknown[]): OscalObject {
  return items.length === 0 ? {} : { [key]: items };
}

export interface Imported {
  /** `#` and the UUID of the resource below. */
  readonly href: string;
  readonly resource: OscalObject;
}

/** A document that another one imports: a resource by file name, bound by the SHA-256 of its bytes. */
export function importOf(parts: ExportParts, model: OscalModel, bytes: Uint8Array): Imported {
  const uuid = uuidOf('oscal', 'import', model, sha256Hex(bytes));
  const href = exportFileName(parts.report, OSCAL_MODELS[model].extension);
  const hashes = [{ algorithm: 'SHA-256', value: sha256Hex(bytes) }];
  return {
    href: `#${uuid}`,
    resource: {
      uuid,
      title: OSCAL_MODELS[model].root,
      rlinks: [{ href, 'media-type': OSCAL_MEDIA_TYPE, hashes }],
    },
  };
}

/** A piece of evidence by digest; the link leads to its place in an evidence pack. */
export function evidenceResource(evidence: Digest): OscalObject {
  const hex = evidence.slice('sha256:'.length);
  return {
    uuid: evidenceResourceUuid(evidence),
    title: `Evidence ${evidence}`,
    rlinks: [{ href: `blobs/sha256/${hex}`, hashes: [{ algorithm: 'SHA-256', value: hex }] }],
  };
}

export function evidenceResourceUuid(evidence: Digest): string {
  return uuidOf('evidence', evidence);
}

export function organizationUuid({ report }: ExportParts): string {
  return uuidOf('organization', report.scope.organization);
}

/** A UUID that stays the same from one assessment of a release to the next, so that others can follow what it names. */
export function scopedUuid({ report: { scope } }: ExportParts, ...name: readonly string[]): string {
  return uuidOf('release', scope.organization, scope.product, scope.release, ...name);
}

/** The software that judged, as what speaks in observations and findings. */
export function toolUuid({ report }: ExportParts): string {
  return uuidOf('tool', report.verifier);
}
