import { affectedSentence } from '#attestation';
import {
  fallByTime,
  fallOf,
  standingAt,
  type AssessmentInput,
  type ControlDifference,
  type FallenSentence,
} from '#compliance';
import type { AffectedSentence } from '#evidence';
import { AppError, fromUtf8, type Digest, type ErrorKind, type Instant } from '#kernel';

import type { OrganizationId } from '../ids.js';
import type { Job } from '../jobs.js';
import { frameworkOfInput } from '../mapping-layers/frameworks-in-force.js';
import type { Ports, Stores } from '../ports/index.js';
import { judgedThenAndNow, levelSentences, saidBefore, stateBy, type JudgedTwice } from './standing-now.js';
import type { AttestationEvent, StandingRecord } from './standing-record.js';

export type WatchJob = Extract<Job, { name: 'watch-attestations' }>;

/**
 * Holds what was signed about a release against how it is judged now. Where a signed sentence does not stand any more, or
 * stands again, that becomes an event with its cause; where nothing changed, nothing is written. The cause is found by
 * comparing both judgements, which is done only when something fell.
 */
export class WatchAttestations {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge' | 'frameworks' | 'clock'>) {}

  async run(job: WatchJob): Promise<void> {
    const { organization, release } = job;
    const next = (after?: Digest) =>
      this.ports.unitOfWork.run(organization, (stores) => stores.standings.watched(release, after));
    for (let page = await next(); page.length > 0; page = await next(page.at(-1)?.attestation)) {
      for (const noted of page) await this.look(job, noted);
    }
  }

  private async look(job: WatchJob, noted: StandingRecord): Promise<void> {
    const { organization } = job;
    const now = this.ports.clock.now();
    const judged = await this.ports.unitOfWork.run(organization, (stores) => judgedThenAndNow(stores, noted));
    if (judged === undefined) return;
    const { fallen, nextChange } = standingAt(judged.signed.assessment, judged.current.assessment, now);
    const told = await this.tell(organization, { noted, judged, fallen, now });
    const affected = [...told, ...levelSentences(noted, judged)];
    const isNews = noted.events === 0 || !isSame(noted.affected, affected);
    await this.ports.unitOfWork.run(organization, async (stores) => {
      if (!isNews) return stores.standings.foresee(noted, nextChange);
      const event = eventOf(noted, affected, now);
      // Somebody else noted something meanwhile: look again.
      if (!(await stores.standings.advance(event, nextChange))) return stores.outbox.add([job]);
      return audit(stores, noted, event);
    });
  }

  private async tell(organization: OrganizationId, found: Found): Promise<readonly AffectedSentence[]> {
    const { noted, fallen } = found;
    const isTold = fallen.every((each) => saidBefore(noted, each) !== undefined);
    const fallOfNew = isTold ? undefined : await this.causes(organization, found);
    return fallen.flatMap(
      (each) => saidBefore(noted, each) ?? (fallOfNew && affectedSentence(each, fallOfNew(each))) ?? [],
    );
  }

  private async causes(organization: OrganizationId, { judged, now: at }: Found) {
    const { signed, current } = judged;
    if (signed.input === current.input)
      return (fallen: FallenSentence) => ({ cause: fallByTime(fallen), evidence: [] });
    const [then, known] = await Promise.all([
      this.input(organization, signed.input),
      this.input(organization, current.input),
    ]);
    const now = { ...known, asOf: at, knownAt: at };
    const differences = await this.compare(organization, judged, { signed: then, now });
    const byControl = new Map(differences.map((difference) => [difference.control, difference]));
    return (fallen: FallenSentence) => fallOf(fallen, byControl.get(fallen.signed.control), { signed: then, now });
  }

  /** None where what was signed cannot be judged again: this version has another mapping. */
  private async compare(
    organization: OrganizationId,
    { signed, current }: JudgedTwice,
    inputs: { readonly signed: AssessmentInput; readonly now: AssessmentInput },
  ): Promise<readonly ControlDifference[]> {
    const { unitOfWork, frameworks, judge } = this.ports;
    const of = (framework: string, input: AssessmentInput) =>
      unitOfWork.run(organization, (stores) => frameworkOfInput(stores, frameworks, { framework, input }));
    try {
      const [from, to] = [await of(signed.framework, inputs.signed), await of(current.framework, inputs.now)];
      const asked = { from: inputs.signed, to: inputs.now, toFramework: to.texts };
      return (await judge.answer('comparison', asked, from.texts)).differences;
    } catch (error) {
      if (error instanceof AppError && GONE.has(error.kind)) return [];
      throw error;
    }
  }

  /** Our own canonical bytes: the store holds them against their digest. */
  private async input(organization: OrganizationId, digest: Digest): Promise<AssessmentInput> {
    return JSON.parse(fromUtf8(await this.ports.blobs.get(organization, digest))) as AssessmentInput;
  }
}

/** How a framework that this version does not have any more, or has otherwise, is told. */
const GONE: ReadonlySet<ErrorKind> = new Set(['invalid', 'not-found', 'conflict']);

interface Found {
  readonly noted: StandingRecord;
  readonly judged: JudgedTwice;
  readonly fallen: readonly FallenSentence[];
  readonly now: Instant;
}

/** What time alone brought about has been so since the moment that was foretold. */
function eventOf(noted: StandingRecord, affected: readonly AffectedSentence[], now: Instant): AttestationEvent {
  const { attestation, events, nextChange } = noted;
  const since = nextChange !== undefined && nextChange <= now ? nextChange : now;
  return { attestation, number: events + 1, ...stateBy(noted, affected, since), at: now, by: 'system' };
}

async function audit(stores: Stores, noted: StandingRecord, event: AttestationEvent): Promise<void> {
  if (event.state === noted.state && event.affected.length === 0) return;
  await stores.audit.append([
    {
      ...{ actor: 'system', action: `attestation.${event.state}`, target: event.attestation, at: event.at },
      details: { sentences: event.affected.length },
    },
  ]);
}

function isSame(before: readonly AffectedSentence[], after: readonly AffectedSentence[]): boolean {
  return before.length === after.length && after.every((each) => before.includes(each));
}
