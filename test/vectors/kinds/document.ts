import { parse, parseEnvelope, parseStatement, PREDICATE_TYPES, type Parsed } from '#evidence';
import { Field, parseStrictJson } from '#kernel';

import { fileOf, type Corpus, type VectorCase } from '../corpus.js';
import { PASS, type Judge, type Outcome } from '../outcome.js';

const PROVENANCE = 'https://slsa.dev/provenance/v1';
/** Upstream's parsers of bare predicates, by their folder; the document of an SBOM names itself. */
const PREDICATES: Readonly<Record<string, string>> = {
  'predicate/slsa': 'https://slsa.dev/provenance/v0.2',
  'predicate/vulns': 'https://in-toto.io/attestation/vulns/v0.2',
};

/** An envelope as evidence is received, or as a Sigstore bundle carries it: of exactly one signature. */
export const judgeEnvelopeParse: Judge = (vector, corpus) => {
  const bytes = documentOf(vector, corpus);
  if (/^Sigstore envelopes/.test(vector.why ?? '')) {
    parseEnvelope(new Field(parseStrictJson(bytes)), 1);
    return PASS;
  }
  const parsed = parse(bytes);
  return parsed.content.kind === 'signed' ? PASS : refused(parsed);
};

/** A statement, or the provenance that stands in one. */
export const judgeStatement: Judge = (vector, corpus) => {
  const bytes = documentOf(vector, corpus);
  if (fileOf(vector, 'predicate') !== undefined) return readPredicate(PROVENANCE, bytes);
  parseStatement(bytes);
  return PASS;
};

/** A statement with the predicate it names, a bare predicate of a known parser, or a document that names itself. */
export const judgePredicate: Judge = (vector, corpus) => {
  const bytes = documentOf(vector, corpus);
  const folder = /^predicate\/\w+/.exec(vector.upstream_test ?? '')?.[0] ?? '';
  const type = PREDICATES[folder];
  if (type !== undefined) return readPredicate(type, bytes);
  const parsed = parse(bytes);
  if (parsed.content.kind === 'unknown') return refused(parsed);
  // Collectors are only asked what kind of document it is.
  return /^pkg\/handler\//.test(vector.upstream_test ?? '') ? PASS : readDocument(parsed, bytes);
};

/** An SBOM or VEX: recognised by its own words, then read as the predicate of its format would be. */
export const judgeDocument: Judge = (vector, corpus) => {
  const bytes = documentOf(vector, corpus);
  const parsed = parse(bytes);
  return parsed.content.kind === 'unsigned' ? readDocument(parsed, bytes) : refused(parsed);
};

function refused({ content }: Parsed): Outcome {
  return { got: 'fail', code: content.kind === 'unknown' ? content.code : 'FORMAT' };
}

const DOCUMENT_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^cyclonedx /, 'https://cyclonedx.org/bom'],
  [/^spdx 2/, 'https://spdx.dev/Document'],
  [/^spdx 3/, 'https://spdx.dev/Document/v3'],
  [/^openvex/, 'https://openvex.dev/ns'],
];

function readDocument({ format }: Parsed, bytes: Uint8Array): Outcome {
  const own = DOCUMENT_TYPES.find(([pattern]) => pattern.test(format))?.[1];
  if (own !== undefined) return readPredicate(own, bytes);
  // Whether its subjects could be matched is not asked here: examples abbreviate their digests.
  const statement = new Field(parseStrictJson(bytes), 'statement');
  PREDICATE_TYPES.get(statement.get('predicateType').string())?.parse(statement.get('predicate'));
  return PASS;
}

function readPredicate(type: string, bytes: Uint8Array): Outcome {
  const registered = PREDICATE_TYPES.get(type);
  if (registered === undefined) return { got: 'error', code: `${type} is not registered` };
  registered.parse(new Field(parseStrictJson(bytes), 'predicate'));
  return PASS;
}

const ROLES = ['envelope', 'statement', 'predicate', 'sbom', 'vex', 'input'];

function documentOf(vector: VectorCase, corpus: Corpus): Uint8Array {
  return corpus.read(ROLES.map((role) => fileOf(vector, role)).find((path) => path !== undefined) ?? '');
}
