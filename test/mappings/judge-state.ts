import {
  EVIDENCE_KIND_OF_CLAIM,
  evaluate,
  segmentAt,
  type Anchor,
  type AssessmentInput,
  type Catalog,
  type Claim,
  type ControlResult,
  type Fact,
  type Finding,
  type Mapping,
  type Segment,
  type Status,
} from '#compliance';
import { addDays, canonicalDigest, parseInstant, type SubjectDigest } from '#kernel';

import type { Saying, State } from './release-states.js';

const NOW = parseInstant('2026-11-20T12:00:00Z');
const SCOPE = { organization: 'acme', product: 'app', release: '1.0' } as const;

/** The result of this one control for all time. */
export function judged(state: State, { control, mapping }: Judging): ControlResult {
  const [result] = evaluate(inputOf(state, control), onlyControl(control), mapping).results;
  if (result === undefined) throw new Error(`nothing is said of ${control}`);
  return result;
}

export interface Judging {
  readonly control: string;
  readonly mapping: Mapping;
}

export function segmentNow(state: State, judging: Judging): Segment {
  return segmentAt(judged(state, judging), NOW);
}

export function statusNow(state: State, judging: Judging): Status {
  return segmentNow(state, judging).status;
}

function onlyControl(id: string): Catalog {
  const controls = [{ id, summary: id }];
  const groups = [{ id: 'only', title: 'only', practices: [{ id: 'only', title: 'only', controls }] }];
  return {
    id: 'only',
    title: 'only',
    version: '1',
    status: 'final',
    source: 'https://example.com',
    retrieved: '2026-11-20',
    groups,
  };
}

function inputOf({ source, artifacts, revisions, sayings, decided }: State, control: string): AssessmentInput {
  const none = canonicalDigest('nothing');
  const believed = sayings.filter(({ outcome }) => outcome === 'verified');
  return {
    scope: SCOPE,
    population: {
      source,
      artifacts: numbers(artifacts).map((n) => ({ name: `artifact ${n}`, digests: [digestOf('artifact', n)] })),
      revisions: numbers(revisions).map((n) => digestOf('revision', n)),
    },
    ...{ catalog: none, mapping: [none], trustRoots: [none], policy: none, semantics: 'eval/1' },
    facts: [...believed.map(factOf), ...decided.map((kind) => decision(kind, control))],
    findings: sayings.flatMap((saying) => (saying.outcome === 'verified' ? [] : [findingOf(saying, saying.outcome)])),
    ...{ asOf: NOW, knownAt: NOW },
  };
}

const numbers = (count: number) => [...Array(count).keys()];

function digestOf(about: 'artifact' | 'revision' | 'elsewhere', n: number): SubjectDigest {
  return about === 'revision' ? `gitCommit:${String(n).padStart(40, '0')}` : canonicalDigest(`${about} ${n}`);
}

function anchorOf({ about, member }: Saying): Anchor {
  if (about === 'organization') return { kind: 'organization', organization: SCOPE.organization };
  if (about === 'elsewhere' && member === 1)
    return { kind: 'product', organization: SCOPE.organization, product: 'another' };
  return { kind: 'digests', digests: [digestOf(about, member)] };
}

function factOf(saying: Saying): Fact {
  const { claim, producer, daysAgo, team } = saying;
  const signedAt = daysAgo === undefined ? undefined : addDays(NOW, -daysAgo);
  // A signature is no claim about process: there the team's own identity is what a reader expects.
  const isProcess = !['signature', 'commit-signature', 'release'].includes(claim.kind);
  return {
    evidence: canonicalDigest({ ...saying, about: saying.about }),
    anchor: anchorOf(saying),
    claim: claim.kind === 'evidence-keeping' ? { ...claim, finishedAt: signedAt ?? addDays(NOW, -1) } : claim,
    rule: producer,
    producer,
    ...(signedAt !== undefined && { signedAt }),
    assurance: 'verified',
    teamControlled: team && isProcess,
  };
}

function findingOf(saying: Saying, outcome: Finding['outcome']): Finding {
  return {
    evidence: canonicalDigest({ ...saying }),
    kind: EVIDENCE_KIND_OF_CLAIM[saying.claim.kind],
    claimedAnchors: [anchorOf(saying)],
    outcome,
    codes: ['SIGNATURE_INVALID'],
  };
}

function decision(kind: State['decided'][number], control: string): Fact {
  const window = { validFrom: addDays(NOW, -1), validUntil: addDays(NOW, 89) };
  const people = { owner: 'ann', reviewer: 'bob', requester: 'ann', approver: 'bob', collected: window.validFrom };
  const words = { statement: 'we do this', reason: 'not yet', compensatingControl: 'watched' };
  const about = kind === 'human-evidence' ? { controls: [control] } : { control };
  return {
    evidence: canonicalDigest({ kind, control }),
    anchor: { kind: 'release', ...SCOPE },
    claim: { kind, ...about, ...words, ...people, ...window } as unknown as Claim,
    rule: 'people',
    producer: 'people',
    signedAt: window.validFrom,
    assurance: 'self-attested',
    teamControlled: false,
  };
}
