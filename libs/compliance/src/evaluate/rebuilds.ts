import type { Digest, Instant } from '#kernel';

import type { Computed } from './computed.js';
import type { Fact } from '../fact.js';
import type { Member } from './member.js';
import type { Place } from './places.js';
import { Timeline } from '../status/timeline.js';
import type { Voice } from './utterance.js';

/**
 * Was one artifact built twice? Two signers, each with another builder, say of the very same digest that they made it:
 * what one of them could have slipped in, the other would have had to slip in as well.
 */
export class Rebuilds {
  /** When the answer may change. */
  readonly instants: readonly Instant[];
  readonly #voices: readonly Voice[];
  readonly #known: Timeline<Computed>;

  constructor(member: Member, place: Place) {
    this.#voices = member.voices('build-provenance').filter((voice) => voice.place === place);
    this.instants = this.#voices.flatMap(({ utterances }) => utterances.flatMap(({ signedAt }) => signedAt ?? []));
    this.#known = Timeline.sample(this.instants, (at) => this.#at(at));
  }

  at(at: Instant | undefined): Computed {
    return this.#known.at(at);
  }

  /**
   * Every word counts, not the newest alone: that somebody built it once is not taken back by building it again. It rests
   * on the team's own word where signers outside of the team do not suffice.
   */
  #at(at: Instant | undefined): Computed {
    const built = this.#voices
      .flatMap(({ utterances }) => utterances.filter(({ signedAt }) => wasSaidBy(signedAt, at)))
      .flatMap(({ facts }) => facts)
      .filter(({ claim }) => claim.kind === 'build-provenance' && claim.buildLevel >= 1);
    const reproduced = areIndependent(built);
    return {
      counts: { reproduced },
      evidence: reproduced ? distinct(built.map(({ evidence }) => evidence)) : [],
      teamControlled: reproduced && !areIndependent(built.filter(({ teamControlled }) => !teamControlled)),
    };
  }
}

/** What is untimed is older than everything. */
function wasSaidBy(signedAt: Instant | undefined, at: Instant | undefined): boolean {
  return signedAt === undefined || (at !== undefined && signedAt <= at);
}

/** Two signers and two builders, whoever named which: then some two of them share neither. */
function areIndependent(built: readonly Fact[]): boolean {
  const signers = distinct(built.map(({ producer }) => producer));
  const builders = distinct(built.map(({ claim }) => (claim.kind === 'build-provenance' ? claim.builderId : '')));
  return signers.length >= 2 && builders.length >= 2;
}

function distinct<T extends Digest | string>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}
