import { loadCatalog } from '#compliance';
import { canonicalJson, digestOf, equalBytes, fromUtf8, ParseError, toUtf8, type Digest } from '#kernel';
import { trustPolicy, type TrustRule } from '#verification';

import type { Pack, PackedText, PackProblem } from '../pack/pack.js';
import type { WithheldAccount } from '../withhold/withheld-account.js';
import type { Attested, OpenAttestation } from './attested.js';
import { companionReasons, type OpenStatus } from './pack-status.js';
import { withheldEvidence } from './withheld-reasons.js';
import { question, type Question, type ReplayReason } from './replay-report.js';
import type { StatedInput } from './stated-input.js';

export interface IntactParts {
  readonly problems: readonly PackProblem[];
  readonly pack?: Pack;
  readonly attestation?: OpenAttestation;
  readonly stated?: StatedInput;
  readonly rules?: readonly TrustRule[];
  readonly status?: OpenStatus;
  readonly withheld: WithheldAccount;
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
    ...(parts.status?.problems ?? []),
    ...companionReasons(pack, parts.status),
    ...catalogBelowReasons(pack),
    ...policyReasons(pack, attested, parts.rules),
    ...documentReasons(pack, attested),
    ...intakeReasons(pack, attested),
    ...evidenceReasons(pack, attested, parts),
  ]);
}

/** A pack that cannot be opened always has a reason; this is the lock behind that sentence. */
function withReason(reasons: readonly ReplayReason[]): readonly ReplayReason[] {
  return reasons.length > 0 ? reasons : [{ code: 'PACK_UNREADABLE', sentence: 'the pack cannot be read' }];
}

function signatureReasons({ signed, signingKey }: OpenAttestation): ReplayReason[] {
  if (signed === undefined || signingKey === undefined) return [];
  const path = 'attestation.sigstore.json';
  if (!signed.signedBy(signingKey)) {
    const whose = signed.bearsCertificate ? 'of its certificate' : 'in the pack';
    const sentence = `the signature over the statement does not verify under the key ${whose}`;
    return [{ code: 'ATTESTATION_SIGNATURE', sentence, path }];
  }
  if (signed.bearsCertificate || signingKey.fingerprint === signed.keyFingerprint) return [];
  return [{ code: 'KEY_HINT', sentence: 'the statement names another key than the one that verifies it', path }];
}

type BoundPart = readonly [string, Uint8Array, readonly Digest[]];

function boundParts(pack: Pack, attested: Attested): ReplayReason[] {
  const parts: readonly BoundPart[] = [
    ...judgementParts(pack, attested),
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

/** Where something is withheld, the status binds what is left of the input; the assessment would say what was. */
function judgementParts({ input, assessment, withheld }: Pack, attested: Attested): readonly BoundPart[] {
  if (withheld !== undefined || assessment === undefined) return [];
  return [
    ['assessment-input.json', input, [attested.input]],
    ['assessment.json', assessment, [attested.assessment]],
  ];
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
  // A report says what was withheld: it does not travel where something is.
  const absent = pack.withheld === undefined ? [...named].filter(([name]) => !packed.has(name)) : [];
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
function evidenceReasons(
  pack: Pack,
  attested: Attested,
  { stated, withheld: { items } }: Pick<IntactParts, 'stated' | 'withheld'>,
): ReplayReason[] {
  if (stated === undefined) return [];
  const accounts = attested.intake?.leaves ?? [];
  const withheld = new Set([...withheldEvidence(attested), ...items.map(({ digest }) => digest)]);
  const restedOn = pack.withheld === undefined ? [] : attested.results.flatMap(({ evidence }) => evidence);
  const named = new Set([...stated.evidence, ...restedOn, ...accounts.map(({ evidence }) => evidence)]);
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
