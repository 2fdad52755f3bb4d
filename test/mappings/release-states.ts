import fc from 'fast-check';

import { leavesOf, type Claim, type ControlMapping, type Finding, type Population } from '#compliance';

import { askedBy, type Asked } from './claims-about.js';

const DECISIONS = ['human-evidence', 'waiver', 'not-applicable'] as const;

/** Something that was received about the release. */
export interface Saying {
  readonly claim: Claim;
  readonly about: 'artifact' | 'revision' | 'organization' | 'elsewhere';
  readonly member: number;
  readonly producer: 'one' | 'other';
  /** By trusted time; absent: nothing says when. */
  readonly daysAgo?: number;
  readonly outcome: 'verified' | Finding['outcome'];
  readonly team: boolean;
}

/** All that is known of a release, as far as one control is concerned. */
export interface State {
  readonly source: Population['source'];
  readonly artifacts: number;
  readonly revisions: number;
  readonly sayings: readonly Saying[];
  readonly decided: readonly (typeof DECISIONS)[number][];
}

/**
 * Releases of every sort: all that the control asks for is there, or nothing is; all of it fresh or old or of unknown
 * time, verified or not, by the team or by others; then up to three things are otherwise.
 */
export function statesFor(mapping: ControlMapping): fc.Arbitrary<State> {
  const asked = askedBy(mapping);
  const sizes = fc.record({
    artifacts: mostly(1, 1, 2, 0),
    revisions: mostly(1, 1, 2, 0),
    source: fc.constantFrom('independent' as const, 'signed-manifest' as const, 'declared' as const),
    decided: mostly([], ...DECISIONS.map((kind) => [kind]), [...DECISIONS]),
  });
  const manner = mannerOf(oldest(mapping));
  return fc.record({ sizes, manner, base: mostly(true, false), more: changes(asked, manner) }).map((drawn) => {
    const base = drawn.base ? asked.flatMap((one) => everywhere(one, mapping, drawn.manner)) : [];
    const sayings = drawn.more.reduce<readonly Saying[]>((all, change) => change(all, mapping), base);
    return { ...drawn.sizes, sayings };
  });
}

/** All that the control asks for, fresh, by others than the team, over an independent listing. */
export function wholeFor(mapping: ControlMapping): State {
  const manner = { outcome: 'verified', team: false, daysAgo: 1 } as const;
  const sayings = askedBy(mapping).flatMap((one) => everywhere(one, mapping, manner));
  return { source: 'independent', artifacts: 1, revisions: 1, sayings, decided: [] };
}

type Manner = Pick<Saying, 'outcome' | 'team'> & { readonly daysAgo: number | undefined };

function mannerOf(window: number): fc.Arbitrary<Manner> {
  return fc.record({
    outcome: mostly<Saying['outcome']>('verified', 'verified', 'rejected', 'unverified'),
    team: mostly(false, true),
    daysAgo: mostly<number | undefined>(1, 1, window + 1, undefined),
  });
}

function oldest({ requires, beyondPartial }: ControlMapping): number {
  const trees = [requires, beyondPartial].flatMap((tree) => (tree === undefined ? [] : leavesOf(tree)));
  return Math.max(0, ...trees.map(({ freshDays = 0 }) => freshDays));
}

/** The first value as often as all others together. */
function mostly<T>(first: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(fc.constant(first), fc.constantFrom(...(others as readonly [T, ...T[]])));
}

/** By one producer, about each part of the release that the control is judged over. */
function everywhere({ meeting: [claim], ofOrganization }: Asked, mapping: ControlMapping, manner: Manner): Saying[] {
  const about = ofOrganization ? 'organization' : unitOf(mapping);
  return [0, 1].map((member) => said({ claim, about, member, producer: 'one' }, manner));
}

function unitOf({ population }: ControlMapping): Saying['about'] {
  return population === 'revisions' ? 'revision' : population === 'organization' ? 'organization' : 'artifact';
}

function said(what: Pick<Saying, 'claim' | 'about' | 'member' | 'producer'>, { daysAgo, ...manner }: Manner): Saying {
  return { ...what, ...manner, ...(daysAgo !== undefined && { daysAgo }) };
}

type Change = (sayings: readonly Saying[], mapping: ControlMapping) => readonly Saying[];

function changes(asked: readonly Asked[], manner: fc.Arbitrary<Manner>): fc.Arbitrary<readonly Change[]> {
  if (asked.length === 0) return fc.constant([]);
  const one = fc.constantFrom(...asked).chain((wanted) =>
    fc.record({
      wanted: fc.constant(wanted),
      claim: fc.constantFrom(...wanted.meeting, ...wanted.others),
      elsewhere: mostly(false, true),
      member: fc.constantFrom(0, 1),
      producer: fc.constantFrom('one' as const, 'other' as const),
      instead: fc.boolean(),
      silent: mostly(false, true),
      manner,
    }),
  );
  return fc.array(one.map(toChange), { maxLength: 3 });
}

function toChange(drawn: {
  readonly wanted: Asked;
  readonly claim: Claim;
  readonly elsewhere: boolean;
  readonly member: number;
  readonly producer: Saying['producer'];
  readonly instead: boolean;
  readonly silent: boolean;
  readonly manner: Manner;
}): Change {
  const { wanted, claim, elsewhere, member, producer, instead, silent, manner } = drawn;
  return (sayings, mapping) => {
    const about = elsewhere ? 'elsewhere' : wanted.ofOrganization ? 'organization' : unitOf(mapping);
    const kept = instead ? sayings.filter((one) => one.claim.kind !== claim.kind || one.member !== member) : sayings;
    return silent ? kept : [...kept, said({ claim, about, member, producer }, manner)];
  };
}
