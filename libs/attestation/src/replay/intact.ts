import { loadCatalog } from '#compliance';
import { canonicalJson, digestOf, equalBytes, fromUtf8, ParseError, toUtf8, type Digest } from '#kernel';
import { trustPolicy, type TrustRule } from '#verification';

import type { Pack, PackedText, PackProblem } from '../pack/pack.js';
import type { Attested, OpenAttestation } from './attested.js';
import { question, type Question, type ReplayReason } from './replay-report.js';
import type { StatedInput } from './stated-input.js';

export interface IntactParts {
  readonly problems: readonly PackProblem[];
  readonly pack?: Pack;
  readonly attestation?: OpenAttestation;
  readonly stated?: StatedInput;
  readonly rules?: readonly TrustRule[];
  /** What could not be read on the way. */
  readonly unread: readonly ReplayReason[];
}

/**
 * Are these the signed bytes? Proves: the holder of the key in the pack signed a statement that names every part of the
 * pack by digest, and every part has its digest. Assumes: nothing about who that is.
 */
export function answerIntact(parts: IntactParts): Question {
  const found = [...parts.problems, ...parts.unread];
  const { pack, attestation } = parts;
  if (pack === undefined || attestation === undefined) return question(withReason(found));
  const signed = [...found, ...attestation.problems, ...signatureReasons(attestation)];
  const { attested } = attestation;
  if (attested === undefined) return question(withReason(signed));
  return question([
    ...signed,
    ...boundParts(pack, attested),
    ...catalogBelowReasons(pack),
    ...policyReasons(pack, attested, parts.rules),
    ...documentReasons(pack, attested),
    ...intakeReasons(pack, attested),
    ...(parts.stated === undefined ? [] : evidenceReasons(pack, attested, parts.stated)),
  ]);
}

/** A pack that cannot be opened always has a reason; this is the lock behind that sentence. */
function withReason(reasons: readonly ReplayReason[]): readonly ReplayReason[] {
  return reasons.length > 0 ? reasons : [{ code: 'PACK_UNREADABLE', sentence: 'the pack cannot be read' }];
}

function signatureReasons({ packedKey, keyFingerprint, signedBy }: OpenAttestation): ReplayReason[] {
  if (packedKey === undefined) return [];
  if (!signedBy(packedKey)) {
    return [
      {
        code: 'ATTESTATION_SIGNATURE',
        sentence: 'the signature over the statement does not verify under the key in the pack',
        path: 'attestation.sigstore.json',
      },
    ];
  }
  if (packedKey.fingerprint === keyFingerprint) return [];
  return [
    {
      code: 'KEY_HINT',
      sentence: 'the statement names another key than the one that verifies it',
      path: 'attestation.sigstore.json',
    },
  ];
}

function boundParts(pack: Pack, attested: Attested): ReplayReason[] {
  const parts: readonly (readonly [string, Uint8Array, readonly Digest[]])[] = [
    ['assessment-input.json', pack.input, [attested.input]],
    ['assessment.json', pack.assessment, [attested.assessment]],
    [pack.framework.catalog.name, pack.framework.catalog.bytes, [attested.catalog]],
    ...[...pack.framework.mappings, ...pack.framework.layers].map(
      ({ name, bytes }, at) => [name, bytes, attested.mapping.slice(at, at + 1)] as const,
    ),
    ...pack.trustRoots.map(
      ({ name, bytes }) => [name, bytes, attested.trustRoots.map(({ digest }) => digest)] as const,
    ),
  ];
  const unbound = parts
    .filter(([, bytes, named]) => !named.includes(digestOf(bytes)))
    .map(([path, bytes]) => ({
      code: 'NOT_THE_SIGNED_BYTES',
      sentence: 'the signed statement names another digest',
      path,
      digest: digestOf(bytes),
    }));
  const held = pack.framework.mappings.length + pack.framework.layers.length;
  const unheld = attested.mapping.slice(held).map((digest) => ({
    code: 'MAPPING_MISSING',
    sentence: 'the statement names this mapping or layer, but it is not in the pack',
    digest,
  }));
  const packed = new Map(pack.trustRoots.map(({ digest, name }) => [digest, name]));
  const absent = attested.trustRoots
    .filter(({ digest, name }) => packed.get(digest) !== name)
    .map(({ name, digest }) => ({
      code: 'TRUST_ROOT_MISSING',
      sentence: 'the statement names this trust root, but it is not in the pack under that name',
      path: name,
      digest,
    }));
  return [...unbound, ...unheld, ...absent];
}

/** The catalog below an overlay is named by the overlay, which the statement names; what cannot be read names nothing. */
function catalogBelowReasons({ framework: { catalog, below } }: Pack): ReplayReason[] {
  const named = namedBelow(catalog);
  const packed = below && digestOf(below.bytes);
  if (named === packed) return [];
  if (below === undefined) {
    const sentence = 'the catalog of the pack lies over another one, which is not in the pack';
    return [{ code: 'LAYER_MISSING', sentence, path: catalog.name }];
  }
  const sentence = 'the catalog that the signed statement names lies over no such file';
  return [{ code: 'NOT_THE_SIGNED_BYTES', sentence, path: below.name, digest: digestOf(below.bytes) }];
}

function namedBelow({ bytes, name }: PackedText): string | undefined {
  try {
    return loadCatalog(fromUtf8(bytes), name).overlay?.digest;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

function policyReasons(pack: Pack, attested: Attested, rules: readonly TrustRule[] | undefined): ReplayReason[] {
  if (rules === undefined) return [];
  const sameBytes = equalBytes(pack.rules, rulesBytes(rules));
  if (sameBytes && trustPolicy(rules).digest === attested.policy) return [];
  return [
    {
      code: 'NOT_THE_SIGNED_BYTES',
      sentence: 'the signed statement names another set of trust rules',
      path: 'trust/rules.json',
    },
  ];
}

/** How trust rules stand in a pack: the canonical JSON of their list, sorted by id. @throws ParseError RULE_DUPLICATE */
export function rulesBytes(rules: readonly TrustRule[]): Uint8Array {
  return toUtf8(canonicalJson(trustPolicy(rules).rules));
}

function documentReasons(pack: Pack, attested: Attested): ReplayReason[] {
  const named = new Map(attested.documents.map(({ name, digest }) => [name, digest]));
  const packed = new Map(pack.documents.map(({ name, bytes }) => [name, digestOf(bytes)]));
  const foreign = [...packed].filter(([name, digest]) => named.get(name) !== digest);
  const absent = [...named].filter(([name]) => !packed.has(name));
  return [
    ...foreign.map(([path, digest]) => ({
      code: 'NOT_THE_SIGNED_BYTES',
      sentence: named.has(path)
        ? 'the signed statement names another digest'
        : 'a document that the signed statement does not name',
      path,
      digest,
    })),
    ...absent.map(([path, digest]) => ({
      code: 'DOCUMENT_MISSING',
      sentence: 'the statement names this document, but it is not in the pack',
      path,
      digest,
    })),
  ];
}

function intakeReasons(pack: Pack, attested: Attested): ReplayReason[] {
  if (pack.intake?.checkpoint === attested.intake?.checkpoint) return [];
  return [
    {
      code: pack.intake === undefined ? 'INTAKE_MISSING' : 'NOT_THE_SIGNED_BYTES',
      sentence: 'the intake checkpoint in the pack is not the one that the signed statement names',
      path: 'intake/checkpoint',
    },
  ];
}

/** The statement names evidence through its input and its accounts: all of that is here, and nothing else. */
function evidenceReasons(pack: Pack, attested: Attested, stated: StatedInput): ReplayReason[] {
  const accounts = attested.intake?.leaves ?? [];
  const withheld = new Set(accounts.filter(({ use }) => use === 'withheld').map(({ evidence }) => evidence));
  const named = new Set([...stated.evidence, ...accounts.map(({ evidence }) => evidence)]);
  const absent = [...named].filter((digest) => !pack.evidence.has(digest) && !withheld.has(digest));
  const foreign = [...pack.evidence.keys()].filter((digest) => !named.has(digest));
  return [
    ...absent.map((digest) => ({
      code: 'EVIDENCE_MISSING',
      sentence: 'the signed statement rests on this evidence or accounts for it, but its bytes are not in the pack',
      digest,
    })),
    ...foreign.map((digest) => ({
      code: 'EVIDENCE_UNNAMED',
      sentence: 'evidence that the signed statement does not name was put into the pack',
      digest,
    })),
  ];
}
