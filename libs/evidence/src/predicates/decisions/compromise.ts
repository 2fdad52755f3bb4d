import { ParseError, type Field, type Instant } from '#kernel';

import { instantOf } from '../../field-readers.js';
import { onlyFields } from '../only-fields.js';
import { decisionText, parseDecisionScope } from './decision-fields.js';
import type { DecisionScope } from './decision-scope.js';

/** What can be named as not trusted any more, and what it is named by. */
export const DISTRUSTED_KINDS = {
  identity: 'the identity in certificates, exactly; with `issuer` only as vouched for by that issuer',
  key: 'the SHA-256 of its SubjectPublicKeyInfo, hex',
  'certificate-authority': 'the SHA-256 of the SubjectPublicKeyInfo of its certificate, hex',
  'ct-log': 'its log id, hex',
  'transparency-log': 'its log id, hex',
  'timestamp-authority': 'its name in the trust root: its URL, where it has one',
  builder: 'its id; without `@ref` it is meant at every ref',
} as const;
export type DistrustedKind = keyof typeof DISTRUSTED_KINDS;

export interface Distrusted {
  readonly kind: DistrustedKind;
  readonly name: string;
  /** Of an identity only. */
  readonly issuer?: string;
}

/** `compromise/v1`: who or what is not trusted since when. It holds for the whole organization. */
export interface Compromise {
  readonly kind: 'compromise';
  readonly scope: DecisionScope;
  readonly distrusted: Distrusted;
  readonly since: Instant;
  readonly reason: string;
  readonly reporter: string;
}

const IN_HEX: ReadonlySet<DistrustedKind> = new Set(['key', 'certificate-authority', 'ct-log', 'transparency-log']);
const HEX = /^(?:[0-9a-f]{2}){4,64}$/;

/** @throws ParseError COMPROMISE_NAME, DECISION_SCOPE, FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseCompromise(predicate: Field): Compromise {
  onlyFields(predicate, ['scope', 'distrusted', 'since', 'reason', 'reporter']);
  return {
    kind: 'compromise',
    scope: wholeOrganization(predicate.get('scope')),
    distrusted: parseDistrusted(predicate.get('distrusted')),
    since: instantOf(predicate.get('since')),
    reason: decisionText(predicate.get('reason')),
    reporter: decisionText(predicate.get('reporter')),
  };
}

/** What is not trusted for one product is not trusted for another one either. */
function wholeOrganization(field: Field): DecisionScope {
  const scope = parseDecisionScope(field);
  if (scope.product === undefined) return scope;
  throw new ParseError('DECISION_SCOPE', `${field.path} of a compromise names the organization and nothing else`);
}

function parseDistrusted(field: Field): Distrusted {
  onlyFields(field, ['kind', 'name', 'issuer']);
  const kind = field.get('kind').string();
  if (!isDistrustedKind(kind)) throw field.get('kind').wrong(`one of ${Object.keys(DISTRUSTED_KINDS).join(', ')}`);
  const name = decisionText(field.get('name'));
  const issuer = field.optional('issuer');
  if (IN_HEX.has(kind) && !HEX.test(name)) {
    throw new ParseError('COMPROMISE_NAME', `${field.path}.name of a ${kind} is ${DISTRUSTED_KINDS[kind]}`);
  }
  if (issuer === undefined) return { kind, name };
  if (kind !== 'identity') throw new ParseError('COMPROMISE_NAME', `${field.path}.issuer belongs to an identity`);
  return { kind, name, issuer: decisionText(issuer) };
}

function isDistrustedKind(text: string): text is DistrustedKind {
  return Object.hasOwn(DISTRUSTED_KINDS, text);
}
