import { ParseError, parseDigest, type Digest, type Field, type Instant } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';
import { parseDecisionScope } from '../decisions/decision-fields.js';
import { onlyFields } from '../only-fields.js';
import type { DecisionScope } from '../decisions/decision-scope.js';

/**
 * `evidence-keeping/v1`: what became of everything an organization has received, up to a checkpoint of its intake log,
 * when all of it was read back, hashed and verified again. Its subject is that checkpoint.
 */
export interface EvidenceKeeping extends KeepingCounts {
  readonly kind: 'evidence-keeping';
  /** The organization, and nothing below it. */
  readonly scope: DecisionScope;
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly log: KeptLog;
  readonly verifier: string;
  /** Under which everything was verified. */
  readonly trustRoots: readonly Digest[];
  readonly policy: Digest;
}

export interface KeepingCounts {
  /** Items that were looked at; the counts below add up to it. */
  readonly examined: number;
  readonly sound: number;
  /** Held bytes that are not those that were received. */
  readonly altered: Listed<Digest>;
  /** Received, and not held any more. */
  readonly missing: Listed<Digest>;
  /** Verified again under the trust that its verdict was made under, with another outcome. */
  readonly changed: Listed<ChangedVerdict>;
  /** Could not be verified again. */
  readonly unchecked: Listed<Digest>;
}

/** How many there are, and the first hundred by name. */
export interface Listed<T> {
  readonly count: number;
  readonly items: readonly T[];
}

export interface ChangedVerdict {
  readonly evidence: Digest;
  readonly held: VerdictOutcome;
  readonly found: VerdictOutcome;
}

export interface KeptLog {
  readonly size: number;
  /** Hex, as the signed checkpoint of this size states it. */
  readonly rootHash: string;
  /** The checkpoint of the record before this one. */
  readonly previous?: { readonly size: number; readonly rootHash: string };
  /** The tree rebuilt from the leaves has this root, and had that of the previous record at its size. */
  readonly consistent: boolean;
  /** Leaves that were hashed and found where the tree has them. */
  readonly entriesChecked: number;
}

const OUTCOMES = ['verified', 'rejected', 'unverified'] as const;
type VerdictOutcome = (typeof OUTCOMES)[number];

/** Of each list so many are named; the rest is counted. */
export const MOST_KEEPING_ITEMS = 100;

const FIELDS = [
  ...['scope', 'startedAt', 'finishedAt', 'examined', 'sound', 'altered', 'missing', 'changed', 'unchecked'],
  ...['log', 'verifier', 'trustRoots', 'policy'],
];
const HASH = /^[0-9a-f]{64}$/;
const MAX_VERIFIER = 200;
const MOST_TRUST_ROOTS = 1000;

/**
 * Read strictly: a record whose counts do not add up says nothing.
 * @throws ParseError DECISION_SCOPE, KEEPING_WINDOW, KEEPING_COUNTS, KEEPING_LOG, FIELD_*, INSTANT_INVALID, DIGEST_INVALID, LIMIT_EXCEEDED
 */
export function parseEvidenceKeeping(predicate: Field): EvidenceKeeping {
  onlyFields(predicate, FIELDS);
  const record: EvidenceKeeping = {
    kind: 'evidence-keeping',
    scope: organizationScope(predicate.get('scope')),
    ...windowOf(predicate),
    examined: predicate.get('examined').integer(),
    sound: predicate.get('sound').integer(),
    altered: listedDigests(predicate.get('altered')),
    missing: listedDigests(predicate.get('missing')),
    changed: listedIn(predicate.get('changed'), changedVerdict),
    unchecked: listedDigests(predicate.get('unchecked')),
    log: logOf(predicate.get('log')),
    verifier: shortText(predicate.get('verifier')),
    trustRoots: predicate.get('trustRoots').items(MOST_TRUST_ROOTS).map(digestOf),
    policy: digestOf(predicate.get('policy')),
  };
  const { examined, sound, altered, missing, changed, unchecked } = record;
  if (examined !== sound + altered.count + missing.count + changed.count + unchecked.count) {
    throw new ParseError('KEEPING_COUNTS', `${predicate.path}.examined is not the sum of what was found`);
  }
  return record;
}

function organizationScope(field: Field): DecisionScope {
  const scope = parseDecisionScope(field);
  if (scope.product === undefined) return scope;
  throw new ParseError('DECISION_SCOPE', `${field.path} of a record of keeping names the organization alone`);
}

function windowOf(predicate: Field): Pick<EvidenceKeeping, 'startedAt' | 'finishedAt'> {
  const startedAt = instantOf(predicate.get('startedAt'));
  const finishedAt = instantOf(predicate.get('finishedAt'));
  if (finishedAt >= startedAt) return { startedAt, finishedAt };
  throw new ParseError('KEEPING_WINDOW', `${predicate.path}.finishedAt is before startedAt`);
}

function listedDigests(field: Field): Listed<Digest> {
  return listedIn(field, digestOf);
}

function listedIn<T>(field: Field, read: (item: Field) => T): Listed<T> {
  onlyFields(field, ['count', 'items']);
  const count = field.get('count').integer();
  const items = field.get('items').items(MOST_KEEPING_ITEMS).map(read);
  if (items.length === Math.min(count, MOST_KEEPING_ITEMS)) return { count, items };
  throw new ParseError('KEEPING_COUNTS', `${field.path} names another number of items than it counts`);
}

function changedVerdict(field: Field): ChangedVerdict {
  onlyFields(field, ['evidence', 'held', 'found']);
  const [held, found] = [outcomeOf(field.get('held')), outcomeOf(field.get('found'))];
  if (held === found) throw field.get('found').wrong('another outcome than the one that is held');
  return { evidence: digestOf(field.get('evidence')), held, found };
}

function logOf(field: Field): KeptLog {
  onlyFields(field, ['size', 'rootHash', 'previous', 'consistent', 'entriesChecked']);
  const previous = field.optional('previous');
  const log: KeptLog = {
    size: field.get('size').integer(),
    rootHash: hashOf(field.get('rootHash')),
    ...(previous && { previous: checkpointOf(previous) }),
    consistent: field.get('consistent').boolean(),
    entriesChecked: field.get('entriesChecked').integer(),
  };
  const { size, entriesChecked, consistent } = log;
  // A log that shrank, or of which a part was not looked at, is not called consistent by any reader of ours.
  if (entriesChecked > size || (consistent && (entriesChecked < size || (log.previous?.size ?? 0) > size))) {
    throw new ParseError('KEEPING_LOG', `${field.path} contradicts itself about the size of the log`);
  }
  return log;
}

function checkpointOf(field: Field): NonNullable<KeptLog['previous']> {
  onlyFields(field, ['size', 'rootHash']);
  return { size: field.get('size').integer(), rootHash: hashOf(field.get('rootHash')) };
}

function outcomeOf(field: Field): VerdictOutcome {
  const word = OUTCOMES.find((outcome) => outcome === field.string());
  if (word === undefined) throw field.wrong(`one of ${OUTCOMES.join(', ')}`);
  return word;
}

function hashOf(field: Field): string {
  const hash = field.string();
  if (!HASH.test(hash)) throw field.wrong('a SHA-256 hash of 64 lower-case hexadecimal digits');
  return hash;
}

function digestOf(field: Field): Digest {
  return parseDigest(field.string());
}

function shortText(field: Field): string {
  const text = textOf(field);
  if (text.length <= MAX_VERIFIER) return text;
  throw new ParseError('LIMIT_EXCEEDED', `${field.path} is longer than ${MAX_VERIFIER} characters`);
}
