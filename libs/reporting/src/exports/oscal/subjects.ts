import { groupBy, type PopulationMember } from '#compliance';
import type { Digest } from '#kernel';

import type { ExportParts } from '../export-parts.js';
import { scopedUuid, type OscalObject } from './oscal-document.js';

/** What can be a subject: artifacts and revisions as inventory items, the release itself as the system. */
export interface Subject {
  readonly uuid: string;
  readonly kind: 'artifact' | 'revision';
  readonly name: string;
  readonly digests: readonly string[];
}

/** One for each artifact and revision; two of one name and content are one. */
export function inventory(parts: ExportParts): readonly Subject[] {
  const { artifacts, revisions } = parts.report.population;
  const subjects = [
    ...artifacts.map((member) => artifactOf(parts, member)),
    ...revisions.map((revision): Subject => {
      const uuid = scopedUuid(parts, 'revision', revision);
      return { uuid, kind: 'revision', name: revision, digests: [revision] };
    }),
  ];
  return [...new Map(subjects.map((subject) => [subject.uuid, subject])).values()];
}

function artifactOf(parts: ExportParts, { name, digests }: PopulationMember): Subject {
  return { uuid: scopedUuid(parts, 'artifact', name, ...digests), kind: 'artifact', name, digests };
}

export function systemUuid(parts: ExportParts): string {
  return scopedUuid(parts, 'system');
}

/** What verified facts of a piece of evidence are about; the release as a whole where that is no single artifact. */
export function subjectsByEvidence(parts: ExportParts): (evidence: Digest) => readonly OscalObject[] {
  const byDigest = groupBy(
    inventory(parts).flatMap(({ uuid, digests }) => digests.map((digest) => ({ uuid, digest }))),
    ({ digest }) => digest,
  );
  const byEvidence = new Map<Digest, Set<string>>();
  for (const { evidence, anchor } of parts.input.facts) {
    if (anchor.kind !== 'digests') continue;
    const about = byEvidence.get(evidence) ?? new Set();
    for (const digest of anchor.digests) for (const { uuid } of byDigest.get(digest) ?? []) about.add(uuid);
    byEvidence.set(evidence, about);
  }
  const system = [{ 'subject-uuid': systemUuid(parts), type: 'component' }];
  return (evidence) => {
    const about = [...(byEvidence.get(evidence) ?? [])];
    return about.length === 0 ? system : about.map((uuid) => ({ 'subject-uuid': uuid, type: 'inventory-item' }));
  };
}
