import { addDays, ParseError, parseDigest, type Digest, type Field, type Instant } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { decisionText } from '../decisions/decision-fields.js';
import { onlyFields } from '../only-fields.js';

/** How a signed assessment stands; only `standing` says that nothing is known against it. */
export const ATTESTATION_STATES = ['standing', 'affected', 'superseded', 'withdrawn'] as const;
export type AttestationState = (typeof ATTESTATION_STATES)[number];

/**
 * `attestation-status/v1`: what its issuer knows about a signed assessment at `issuedAt`. The subject of its statement is
 * the assessment's bundle, by the SHA-256 of its bytes. It ages: after `validUntil` it says nothing any more.
 */
export interface AttestationStatus {
  readonly kind: 'attestation-status';
  readonly attestation: Digest;
  readonly state: AttestationState;
  /** Since when it is in this state. */
  readonly since: Instant;
  /** Sentences that no longer stand; empty unless `affected`. */
  readonly affected: readonly AffectedSentence[];
  /** The assessment that stands in its place; there exactly when `superseded`. */
  readonly replacedBy?: Digest;
  readonly issuedAt: Instant;
  /** At most seven days after `issuedAt`. */
  readonly validUntil: Instant;
  /** Further parts of the pack that it travels in (renderings, statements beside the assessment), by name, sorted. */
  readonly companions: readonly { readonly name: string; readonly digest: Digest }[];
}

/** One result that was signed, how it is now, and why. */
export interface AffectedSentence {
  readonly control: string;
  readonly signed: string;
  readonly now: string;
  /** Code of the cause: `EVIDENCE_DISTRUSTED`, `WAIVER_ENDED`, `WINDOW_CLOSED`, … */
  readonly cause: string;
  readonly sentence: string;
}

/** A status says nothing any more after so many days. */
export const STATUS_DAYS = 7;

const FIELDS = [...['attestation', 'state', 'since', 'affected', 'replacedBy', 'issuedAt', 'validUntil', 'companions']];
const SENTENCE_FIELDS = ['control', 'signed', 'now', 'cause', 'sentence'];
/** No catalog that is known has as many controls. */
const MOST_SENTENCES = 10_000;
const MOST_COMPANIONS = 1000;
const WORD = /^[A-Z][A-Z0-9_]{0,63}$/;
/** A file of the pack's own folder: neither a path nor hidden. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/**
 * Read strictly: a status that contradicts itself says nothing.
 * @throws ParseError STATUS_AFFECTED, STATUS_REPLACEMENT, STATUS_VALIDITY, STATUS_COMPANIONS, FIELD_*, INSTANT_INVALID, DIGEST_INVALID, LIMIT_EXCEEDED
 */
export function parseAttestationStatus(predicate: Field): AttestationStatus {
  onlyFields(predicate, FIELDS);
  const replacedBy = predicate.optional('replacedBy');
  const status: AttestationStatus = {
    kind: 'attestation-status',
    attestation: parseDigest(predicate.get('attestation').string()),
    state: stateOf(predicate.get('state')),
    since: instantOf(predicate.get('since')),
    affected: predicate.get('affected').items(MOST_SENTENCES).map(sentenceOf),
    ...(replacedBy && { replacedBy: parseDigest(replacedBy.string()) }),
    issuedAt: instantOf(predicate.get('issuedAt')),
    validUntil: instantOf(predicate.get('validUntil')),
    companions: companionsOf(predicate.get('companions')),
  };
  requireSense(status);
  requireValidity(status);
  return status;
}

function stateOf(field: Field): AttestationState {
  const word = ATTESTATION_STATES.find((state) => state === field.string());
  if (word === undefined) throw field.wrong(`one of ${ATTESTATION_STATES.join(', ')}`);
  return word;
}

function sentenceOf(field: Field): AffectedSentence {
  onlyFields(field, SENTENCE_FIELDS);
  return {
    control: decisionText(field.get('control')),
    signed: wordOf(field.get('signed')),
    now: wordOf(field.get('now')),
    cause: wordOf(field.get('cause')),
    sentence: decisionText(field.get('sentence')),
  };
}

function wordOf(field: Field): string {
  if (!WORD.test(field.string())) throw field.wrong('a word of upper-case letters, digits and _');
  return field.string();
}

function companionsOf(field: Field): AttestationStatus['companions'] {
  const companions = field.items(MOST_COMPANIONS).map((item) => {
    onlyFields(item, ['name', 'digest']);
    const name = item.get('name').string();
    if (!PLAIN_NAME.test(name)) throw item.get('name').wrong('a plain file name of letters, digits and ._-');
    return { name, digest: parseDigest(item.get('digest').string()) };
  });
  const isSorted = companions.every(({ name }, index) => index === 0 || (companions[index - 1]?.name ?? '') < name);
  if (isSorted) return companions;
  throw new ParseError('STATUS_COMPANIONS', `${field.path} are not sorted by name, each name once`);
}

/** Sentences fall exactly when it is affected, and something stands in its place exactly when it is superseded. */
function requireSense({ attestation, state, affected, replacedBy }: AttestationStatus): void {
  if ((state === 'affected') !== affected.length > 0) {
    throw new ParseError(
      'STATUS_AFFECTED',
      `a status names sentences that fell exactly when it is affected; this is ${state}`,
    );
  }
  if ((state === 'superseded') !== (replacedBy !== undefined) || replacedBy === attestation) {
    throw new ParseError(
      'STATUS_REPLACEMENT',
      `a status names what replaces it exactly when it is superseded; this is ${state}`,
    );
  }
}

function requireValidity({ since, issuedAt, validUntil }: AttestationStatus): void {
  if (since <= issuedAt && issuedAt < validUntil && validUntil <= addDays(issuedAt, STATUS_DAYS)) return;
  throw new ParseError(
    'STATUS_VALIDITY',
    `a status is issued at or after its state began, and is valid for ${STATUS_DAYS} days at most`,
  );
}
