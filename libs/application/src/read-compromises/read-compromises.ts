import { distrustsIn, segmentAt, type Assessment, type ControlResult, type Segment } from '#compliance';
import { addSeconds, AppError, type Digest } from '#kernel';
import type { Distrust } from '#verification';

import { requirePermission, type Actor } from '../actor.js';
import { standingFramework } from '../evaluate-release/standing-framework.js';
import type { Page, PageRequest } from '../page.js';
import type { FelledAttestation, FelledEvidence, Ports, Stores } from '../ports/index.js';
import type { EvidenceRecord, ReleaseRecord } from '../records.js';
import { requireTenant } from '../tenant.js';

/** A release, and how its controls stood before the statement was received and stand now, where that differs. */
export interface FelledRelease {
  readonly release: ReleaseRecord;
  readonly changes: readonly FelledControl[];
}

export interface FelledControl {
  readonly control: string;
  readonly before: Pick<Segment, 'status' | 'reason'>;
  readonly after: Pick<Segment, 'status' | 'reason'>;
  /** What it rested on before that does not stand any more. */
  readonly restedOn: readonly Digest[];
}

/** What does not stand any more by a statement about a compromise, and what rested on it. */
export class ReadCompromises {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'frameworks'>) {}

  /** Every statement in force. */
  list(actor: Actor): Promise<readonly Distrust[]> {
    return this.read(actor, async (stores) => {
      const { slug } = await requireTenant(stores);
      return distrustsIn(await stores.evidence.compromises(), slug);
    });
  }

  /** Undefined when no statement about a compromise has this digest. */
  find(actor: Actor, statement: Digest): Promise<EvidenceRecord | undefined> {
    return this.read(actor, (stores) => findStatement(stores, statement));
  }

  evidence(actor: Actor, statement: Digest, page: PageRequest): Promise<Page<FelledEvidence>> {
    return this.read(actor, (stores) => stores.compromises.evidence(statement, page));
  }

  attestations(actor: Actor, statement: Digest, page: PageRequest): Promise<Page<FelledAttestation>> {
    return this.read(actor, (stores) => stores.compromises.attestations(statement, page));
  }

  /** @throws AppError forbidden; not-found COMPROMISE_UNKNOWN, FRAMEWORK_NOT_STANDING */
  releases(
    actor: Actor,
    statement: Digest,
    asked: { readonly page: PageRequest; readonly framework?: string },
  ): Promise<Page<FelledRelease>> {
    requirePermission(actor, 'report:read');
    const framework = standingFramework(this.ports.frameworks, asked.framework);
    return this.read(actor, async (stores) => {
      // By the millisecond before it was received, nobody had heard of it.
      const { receivedAt } = await requireStatement(stores, statement);
      const page = await stores.compromises.releases(statement, asked.page);
      const ids = page.items.map(({ node }) => node);
      const rows = new Map((await stores.releases.byIds(ids)).map((release) => [release.id, release]));
      const before = await stores.assessments.current(ids, { framework, knownAt: addSeconds(receivedAt, -0.001) });
      const after = await stores.assessments.current(ids, { framework });
      const items: { cursor: string; node: FelledRelease }[] = [];
      for (const { cursor, node: id } of page.items) {
        const release = rows.get(id);
        if (release === undefined) continue;
        const changes = changesOf(before.get(id)?.assessment, after.get(id)?.assessment);
        items.push({ cursor, node: { release, changes: await withGround(stores, statement, changes) } });
      }
      return { ...page, items };
    });
  }

  private read<T>(actor: Actor, read: (stores: Stores) => Promise<T>): Promise<T> {
    requirePermission(actor, 'report:read');
    return this.ports.unitOfWork.run(actor.organization, read);
  }
}

async function findStatement(stores: Stores, statement: Digest): Promise<EvidenceRecord | undefined> {
  const [row] = await stores.evidence.byDigests([statement]);
  return row?.kind === 'compromise' ? row : undefined;
}

async function requireStatement(stores: Stores, statement: Digest): Promise<EvidenceRecord> {
  const row = await findStatement(stores, statement);
  if (row !== undefined) return row;
  throw new AppError('not-found', 'COMPROMISE_UNKNOWN', 'no statement about a compromise has this digest');
}

interface Change extends Omit<FelledControl, 'restedOn'> {
  readonly evidence: readonly Digest[];
}

/** Controls of both whose status or reason differs, each at the moment of its own assessment. */
function changesOf(before: Assessment | undefined, after: Assessment | undefined): readonly Change[] {
  if (before === undefined || after === undefined) return [];
  const now = new Map(after.results.map((result) => [result.control, result]));
  return before.results.flatMap((result): readonly Change[] => {
    const current = now.get(result.control);
    if (current === undefined) return [];
    const [was, is] = [standing(result, before), standing(current, after)];
    if (was.status === is.status && was.reason === is.reason) return [];
    return [{ control: result.control, before: brief(was), after: brief(is), evidence: was.evidence }];
  });
}

function standing(result: ControlResult, { asOf }: Assessment): Segment {
  return segmentAt(result, asOf);
}

function brief({ status, reason }: Segment): FelledControl['before'] {
  return { status, reason };
}

async function withGround(
  stores: Stores,
  statement: Digest,
  changes: readonly Change[],
): Promise<readonly FelledControl[]> {
  const cited = [...new Set(changes.flatMap(({ evidence }) => evidence))];
  const felled = new Set(await stores.compromises.among(statement, cited));
  return changes.map(({ evidence, ...change }) => ({
    ...change,
    restedOn: evidence.filter((digest) => felled.has(digest)),
  }));
}
