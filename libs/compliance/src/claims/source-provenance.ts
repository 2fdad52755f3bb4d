import type { SourceProvenance } from '#evidence';
import type { Instant } from '#kernel';

/** What the keeper of the source says about how a revision came to be. No level follows from it. */
export interface SourceProvenanceClaim {
  readonly kind: 'source-provenance';
  readonly repository?: string;
  /** Branch or tag. */
  readonly ref?: string;
  readonly previousRevision?: string;
  readonly actor?: string;
  /** Controls that were in force, by the keeper's names. */
  readonly controls: readonly string[];
  /** Since when all of them have been; absent where that is not said of each. */
  readonly controlsSince?: Instant;
}

export function claimOfSourceProvenance(predicate: SourceProvenance): SourceProvenanceClaim {
  const { kind, repository, ref, previousRevision, actor, controls } = predicate;
  const since = controls.flatMap((control) => control.since ?? []);
  const latest = since.length === controls.length ? since.toSorted().at(-1) : undefined;
  return {
    kind,
    ...(repository !== undefined && { repository }),
    ...(ref !== undefined && { ref }),
    ...(previousRevision !== undefined && { previousRevision }),
    ...(actor !== undefined && { actor }),
    controls: [...new Set(controls.map(({ name }) => name))].sort(),
    ...(latest !== undefined && { controlsSince: latest }),
  };
}
