import type { VexStatus } from '#evidence';
import type { Instant } from '#kernel';

import type { OpenFindingField } from '../framework/claim-fields.js';
import type { ClaimOf } from '../claims/claim.js';
import type { Computed } from './computed.js';
import type { Fact } from '../fact.js';
import type { Member } from './member.js';
import type { Place } from './places.js';
import { Timeline } from '../status/timeline.js';
import type { Voice } from './utterance.js';

type Scan = ClaimOf<'vulnerability-scan'>;

/** What is open, and the VEX statements that answered the rest. */
export interface OpenFindings extends Computed {
  readonly counts: Readonly<Record<OpenFindingField, number>>;
}

const GRAVEST_FIRST: readonly VexStatus[] = ['affected', 'under_investigation', 'fixed', 'not_affected'];

/**
 * What accepted VEX statements say about the findings of scans of one place. A finding is answered when some producer's
 * newest word on it is `not_affected` or `fixed` and no producer's newest word is `affected`.
 */
export class VexAnswers {
  /** When an answer may change. */
  readonly instants: readonly Instant[];
  readonly #voices: readonly Voice[];
  /** Many leaves ask about the same scan; between two of these instants the answer is the same. */
  readonly #known: Timeline<Map<Scan, OpenFindings>>;

  constructor(member: Member, place: Place) {
    const wide: readonly Place[] = [place, 'release', 'product'];
    this.#voices = member.voices('vex').filter((voice) => wide.includes(voice.place));
    this.instants = this.#voices.flatMap(({ utterances }) => utterances.flatMap(({ signedAt }) => signedAt ?? []));
    this.#known = Timeline.sample(this.instants, () => new Map<Scan, OpenFindings>());
  }

  openIn(scan: Scan, at: Instant | undefined): OpenFindings {
    const known = this.#known.at(at);
    const open = known.get(scan) ?? this.#openIn(scan, at);
    known.set(scan, open);
    return open;
  }

  /** What a scan counts but does not list can never be answered. */
  #openIn(scan: Scan, at: Instant | undefined): OpenFindings {
    const heard = scan.findings.map(({ id, severity }) => ({ severity, answers: this.#answersTo(id, at) }));
    const openOf = (claimed: number, listed: typeof heard) =>
      listed.filter(({ answers }) => answers.length === 0).length + Math.max(0, claimed - listed.length);
    const answered = heard.filter(({ answers }) => answers.length > 0);
    return {
      counts: {
        open: openOf(scan.total, heard),
        openCritical: openOf(
          scan.critical,
          heard.filter(({ severity }) => severity === 'critical'),
        ),
        openHigh: openOf(
          scan.high,
          heard.filter(({ severity }) => severity === 'high'),
        ),
      },
      evidence: [...new Set(answered.flatMap(({ answers }) => answers.map(({ evidence }) => evidence)))],
      teamControlled: answered.some(({ answers }) => answers.every((answer) => answer.teamControlled)),
    };
  }

  #answersTo(vulnerability: string, at: Instant | undefined): readonly Fact[] {
    const words = this.#voices.flatMap((voice) => newestWord(voice, vulnerability, at) ?? []);
    if (words.some(({ status }) => status === 'affected')) return [];
    return words.flatMap(({ status, facts }) => (status === 'not_affected' || status === 'fixed' ? facts : []));
  }
}

interface VexWord {
  readonly status: VexStatus;
  readonly facts: readonly Fact[];
}

/** The newest utterance that mentions the vulnerability; of several statements in it the gravest of the latest. */
function newestWord(voice: Voice, vulnerability: string, at: Instant | undefined): VexWord | undefined {
  for (const { signedAt, facts } of voice.utterances.toReversed()) {
    if (signedAt !== undefined && (at === undefined || signedAt > at)) continue;
    const words = facts.flatMap((fact) => {
      const status = statusIn(fact, vulnerability);
      return status === undefined ? [] : [{ status, fact }];
    });
    const gravest = GRAVEST_FIRST.find((status) => words.some((word) => word.status === status));
    if (gravest !== undefined) return { status: gravest, facts: words.map(({ fact }) => fact) };
  }
  return undefined;
}

function statusIn({ claim }: Fact, vulnerability: string): VexStatus | undefined {
  if (claim.kind !== 'vex') return undefined;
  const about = claim.statements.filter((statement) => isAbout(statement, vulnerability));
  const latest = about.reduce((late, { at }) => (at !== undefined && at > late ? at : late), '');
  const last = about.filter(({ at }) => (at ?? '') === latest);
  return GRAVEST_FIRST.find((status) => last.some((statement) => statement.status === status));
}

/** Databases name one vulnerability differently; a statement that lists the names is about each of them. */
function isAbout(statement: ClaimOf<'vex'>['statements'][number], vulnerability: string): boolean {
  return statement.vulnerability === vulnerability || statement.aliases?.includes(vulnerability) === true;
}
