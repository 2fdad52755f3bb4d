import type { Scope } from '#compliance';
import type { Statement } from '#evidence';
import {
  Field,
  fromBase64,
  fromUtf8,
  ParseError,
  parseDigest,
  parseInstant,
  PublicKey,
  type Digest,
  type Instant,
  type JsonObject,
} from '#kernel';

import type { Pack } from '../pack/pack.js';
import { ASSESSMENT_PREDICATE_TYPE, type LeafAccount } from '../statement.js';
import type { ReplayReason } from './replay-report.js';
import { openSigned, type SignedStatement } from './signed-statement.js';

const MAX_CONTROLS = 10_000;
const MAX_LEAVES = 1_000_000;
const MAX_LAYERS = 1_000;
const USES: ReadonlySet<string> = new Set(['used', 'superseded', 'rejected', 'unverified', 'irrelevant', 'withheld']);

/** What the signed statement says, read strictly; the signature is judged by whoever holds a key. */
export interface Attested {
  /** The whole predicate, as written. */
  readonly stated: JsonObject;
  readonly input: Digest;
  readonly assessment: Digest;
  /** Of report.json; absent in statements from before reports were data, as are period and validity. */
  readonly report?: Digest;
  readonly scope: Scope;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  readonly period?: { readonly from?: Instant; readonly until: Instant };
  readonly validity?: { readonly from: Instant; readonly until: Instant };
  readonly supersedes?: Digest;
  readonly catalog: Digest;
  /** What it calls its catalog. */
  readonly catalogId: string;
  readonly mapping: readonly Digest[];
  /** What it says layers made looser, as written. */
  readonly loosened: readonly JsonObject[];
  /** Open items of plans of action, as written. */
  readonly plans: readonly JsonObject[];
  /** Exceptions that a result rests on, as written. */
  readonly waivers: readonly JsonObject[];
  readonly trustRoots: readonly { readonly name: string; readonly digest: Digest; readonly stale: boolean }[];
  readonly policy: Digest;
  readonly populationSource: string;
  readonly slsaBuildLevel: number;
  /** One per control, as written, in the order of the statement. */
  readonly results: readonly {
    readonly control: string;
    readonly status: string;
    readonly evidence: readonly Digest[];
    readonly stated: JsonObject;
  }[];
  readonly intake?: {
    readonly checkpoint: string;
    /** DER of a time-stamp over the checkpoint; nothing of it is proven. */
    readonly timestamp?: Uint8Array;
    readonly leaves: readonly LeafAccount[];
  };
  readonly documents: readonly { readonly name: string; readonly digest: Digest }[];
  readonly semantics: string;
  readonly verifier: string;
  readonly synthetic: boolean;
  readonly subjects: Statement['subjects'];
}

/** The statement and what verifies it; a reading that failed says why. */
export interface OpenAttestation {
  readonly attested?: Attested;
  readonly problems: readonly ReplayReason[];
  /** Absent where the bytes are no signed statement. */
  readonly signed?: SignedStatement;
  /** The key that came with the pack, where it could be read. */
  readonly packedKey?: PublicKey;
  /** The key that the statement was to be signed by: that of its certificate where it bears one, else the packed one. */
  readonly signingKey?: PublicKey;
}

/** Opens the attestation of a pack. Never throws for what the bytes hold. */
export function openAttestation(pack: Pick<Pack, 'attestation' | 'publicKey'>): OpenAttestation {
  const problems: ReplayReason[] = [];
  const packedKey = readKey(pack.publicKey, problems);
  const signed = openSigned(pack.attestation);
  if (typeof signed === 'string') {
    problems.push({ code: 'ATTESTATION_UNREADABLE', sentence: signed });
    return { problems, ...(packedKey && { packedKey }) };
  }
  const attested = attempt('ATTESTATION_UNREADABLE', problems, () => parseAttested(signed.statement));
  const signingKey = signed.bearsCertificate ? signed.certified?.key : packedKey;
  if (signingKey === undefined && problems.length === 0) problems.push(keyMissing(signed));
  return {
    ...(attested && { attested }),
    problems,
    signed,
    ...(packedKey && { packedKey }),
    ...(signingKey && { signingKey }),
  };
}

function readKey(pem: Uint8Array | undefined, problems: ReplayReason[]): PublicKey | undefined {
  return pem && attempt('PUBLIC_KEY_UNREADABLE', problems, () => PublicKey.fromPem(fromUtf8(pem)));
}

function keyMissing({ bearsCertificate }: SignedStatement): ReplayReason {
  const sentence = bearsCertificate
    ? 'the certificate of the attestation cannot be read, so there is no key to verify it with'
    : 'the pack holds no key of the signer, and the attestation bears no certificate';
  return { code: 'PUBLIC_KEY_MISSING', sentence, path: 'attestation.sigstore.json' };
}

function parseAttested(statement: Statement | undefined): Attested {
  if (statement === undefined) throw new ParseError('STATEMENT_UNREADABLE', 'its payload is no in-toto Statement');
  if (statement.predicateType !== ASSESSMENT_PREDICATE_TYPE) {
    throw new ParseError(
      'PREDICATE_TYPE',
      `it is no assessment: its predicateType is not ${ASSESSMENT_PREDICATE_TYPE}`,
    );
  }
  const field = new Field(statement.predicate, 'predicate');
  const intake = field.optional('intake');
  return {
    stated: field.object(),
    input: digestAt(field, 'input'),
    assessment: digestAt(field, 'assessment'),
    scope: parseScope(field.get('scope')),
    asOf: instantAt(field, 'asOf'),
    knownAt: instantAt(field, 'knownAt'),
    ...optionalParts(field),
    catalog: digestAt(field.get('catalog'), 'digest'),
    catalogId: field.get('catalog').get('id').string(),
    mapping: field
      .get('mapping')
      .items(MAX_LAYERS)
      .map((layer) => digestAt(layer, 'digest')),
    loosened: (field.optional('loosened')?.items(MAX_CONTROLS) ?? []).map((item) => item.object()),
    plans: (field.optional('plans')?.items(MAX_CONTROLS) ?? []).map((item) => item.object()),
    waivers: (field.optional('waivers')?.items(MAX_CONTROLS) ?? []).map((item) => item.object()),
    trustRoots: field.get('trustRoots').items(MAX_LAYERS).map(parseRoot),
    policy: digestAt(field, 'policy'),
    populationSource: field.get('population').get('source').string(),
    slsaBuildLevel: field.get('slsaBuildLevel').integer(),
    results: parseResults(field.get('results')),
    ...(intake === undefined ? {} : { intake: parseIntake(intake) }),
    documents: (field.optional('documents')?.items(MAX_LAYERS) ?? []).map((document) => ({
      name: document.get('name').string(),
      digest: digestAt(document, 'digest'),
    })),
    semantics: field.get('semantics').string(),
    verifier: field.get('verifier').string(),
    synthetic: field.get('synthetic').boolean(),
    subjects: statement.subjects,
  };
}

/** What statements did not say from the start. */
function optionalParts(field: Field): Pick<Attested, 'report' | 'period' | 'validity' | 'supersedes'> {
  const [report, period, validity, supersedes] = ['report', 'period', 'validity', 'supersedes'].map((key) =>
    field.optional(key),
  );
  return {
    ...(report && { report: parseDigest(report.string()) }),
    ...(period && { period: parsePeriod(period) }),
    ...(validity && { validity: { from: instantAt(validity, 'from'), until: instantAt(validity, 'until') } }),
    ...(supersedes && { supersedes: parseDigest(supersedes.string()) }),
  };
}

function parsePeriod(field: Field): NonNullable<Attested['period']> {
  const from = field.optional('from');
  return { ...(from && { from: parseInstant(from.string()) }), until: instantAt(field, 'until') };
}

export function parseScope(field: Field): Scope {
  return {
    organization: field.get('organization').string(),
    product: field.get('product').string(),
    release: field.get('release').string(),
  };
}

function instantAt(field: Field, key: string): Instant {
  return parseInstant(field.get(key).string());
}

export function digestAt(field: Field, key: string): Digest {
  return parseDigest(field.get(key).string());
}

function parseRoot(root: Field): Attested['trustRoots'][number] {
  return {
    name: root.get('name').string(),
    digest: digestAt(root, 'digest'),
    stale: root.optional('stale') !== undefined,
  };
}

function parseResults(field: Field): Attested['results'] {
  const results = field.items(MAX_CONTROLS).map((item) => ({
    control: item.get('control').string(),
    status: item.get('status').string(),
    evidence: (item.optional('evidence')?.items(MAX_LEAVES) ?? []).map((digest) => parseDigest(digest.string())),
    stated: item.object(),
  }));
  if (new Set(results.map(({ control }) => control)).size !== results.length) {
    throw new ParseError('RESULT_TWICE', `${field.path} states one control twice`);
  }
  return results;
}

function parseIntake(field: Field): NonNullable<Attested['intake']> {
  const leaves = field.get('leaves').items(MAX_LEAVES).map(parseAccount);
  if (new Set(leaves.map(({ index }) => index)).size !== leaves.length) {
    throw new ParseError('LEAF_TWICE', `${field.path} accounts for one leaf twice`);
  }
  const timestamp = field.optional('timestamp')?.string();
  return {
    checkpoint: field.get('checkpoint').string(),
    ...(timestamp !== undefined && { timestamp: fromBase64(timestamp) }),
    leaves,
  };
}

function parseAccount(field: Field): LeafAccount {
  const use = field.get('use').string();
  if (!USES.has(use)) throw field.get('use').wrong('a use of a leaf');
  return { index: field.get('index').integer(), evidence: digestAt(field, 'evidence'), use: use as LeafAccount['use'] };
}

/** What could be read, or a reason added. */
export function attempt<T>(code: string, reasons: ReplayReason[], reading: () => T): T | undefined {
  try {
    return reading();
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    reasons.push({ code, sentence: `${error.message} (${error.code})` });
    return undefined;
  }
}
