import type { IssueParts } from '#attestation';
import type { Digest } from '#kernel';

import type { WorkspaceAssessment } from './assess-workspace.js';

/** Only what the judgement knows about goes out; the rest of the workspace is nobody's business. */
export function touchingEvidence({ input, evidence }: WorkspaceAssessment): IssueParts['evidence'] {
  const known = new Set<Digest>([...input.facts, ...input.findings].map((item) => item.evidence));
  if (input.population.manifest !== undefined) known.add(input.population.manifest);
  const held = new Map(evidence.map((file) => [file.verdict.evidence, file]));
  return [...known].flatMap((digest) => {
    const file = held.get(digest);
    return file === undefined
      ? []
      : [{ digest, bytes: file.bytes, kind: file.kind, format: file.format, verdict: file.verdict }];
  });
}
