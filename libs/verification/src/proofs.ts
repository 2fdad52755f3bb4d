import type { Parsed, SignedEntity } from '#evidence';
import { sha256Latin1, toHex } from '#kernel';

import type { DistrustList } from './distrust/distrust.js';
import type { Memo } from './memo.js';
import { verifyEntry, type ProvenEntry } from './rekor/log-entry.js';
import type { PreparedRule } from './rules/prepared-rule.js';
import type { Expectation } from './rungs/expectation.js';
import { describeSignature, namesKey, proveByRuleKeys } from './rungs/key-signature.js';
import { matterOf, proveSignature, type ProvenSignature, type SignedMatter } from './rungs/signature.js';
import { attempt, stopped, type Step } from './rungs/step.js';
import { hasDuplicates } from './rungs/transparency-log.js';
import { hasDuplicateTokens, provenTimes, type TimeSources } from './rungs/trusted-time.js';
import type { SignedThing, SignerMaterial } from './signed-thing.js';
import { sctsRequired, type Thresholds } from './thresholds.js';
import { verifyTimestamp } from './timestamp/timestamp.js';
import type { TrustRoot } from './trust/load-trust-root.js';
import type { TransparencyLog } from './trust/transparency-log.js';
import type { Signer } from './verdict.js';
import { VerificationError } from './verification-error.js';
import { proveIssued, proveValidAt, type Issued } from './x509/issued.js';
import { provePublished } from './x509/published.js';
import { readLeaf } from './x509/leaf.js';
import type { SigningCertificate } from './x509/signing-certificate.js';

/** What all evidence is judged with: fixed when the verifier is built. */
export interface Material {
  readonly roots: readonly [TrustRoot, ...TrustRoot[]];
  readonly rules: readonly PreparedRule[];
  readonly asked: Thresholds;
  /** Absent where no certificate is remembered. */
  readonly certificates: Memo<LeafProofs> | undefined;
  readonly distrusts: DistrustList;
}

/** Everything about a signing certificate that does not depend on what it signed or when. */
export interface LeafProofs {
  readonly leaf: Step<SigningCertificate>;
  readonly issued: Step<Issued>;
  readonly published: Step<readonly TransparencyLog[]>;
}

/** What the evidence itself shows, computed once, whatever the rules say. */
export interface Proofs {
  readonly root: TrustRoot;
  readonly signature: Step<ProvenSignature>;
  readonly chain: Step<unknown>;
  /** Certificate logs that promised to publish the certificate. */
  readonly transparency: Step<readonly TransparencyLog[]>;
  /** Keys of the authorities above the certificate, up to the anchor; none for a bare key. */
  readonly authorities: readonly string[];
  readonly entries: readonly Step<ProvenEntry>[];
  readonly duplicateEntries: boolean;
  readonly times: TimeSources;
  /** Who signed; absent where neither issuer nor key is proven. */
  readonly signer: Signer | undefined;
}

type Signed = Extract<Parsed['content'], { kind: 'signed' }>;

/** Gathers every proof that can be had: one that fails hides none of the others. */
export function gatherProofs({ entity }: Signed, expectation: Expectation, material: Material): Proofs {
  const matter = matterOf(entity.content, expectation);
  return entity.key.kind === 'certificate'
    ? byCertificate(entity, entity.key.der, matter, material)
    : byKey(entity, entity.key.hint, matter, material);
}

function byCertificate(entity: SignedEntity, der: Uint8Array, matter: SignedMatter, material: Material): Proofs {
  const { leaf, issued, published } = leafProofs(der, material);
  const root = issued.proof?.root ?? material.roots[0];
  const key = leaf.proof?.key;
  const signature: Step<ProvenSignature> =
    key === undefined
      ? { check: stopped('signature', 'SIGNATURE_UNREADABLE') }
      : attempt('signature', () => proveSignature(key, matter), describeSignature);
  const witnesses = gatherWitnesses(
    entity,
    signedThing(matter, signature.proof, key === undefined ? undefined : { der, key }),
    root,
  );
  const moments = provenTimes(witnesses.times).map(({ time }) => time);
  return {
    root,
    signature,
    chain: proveChain(leaf, issued, moments),
    transparency: published,
    authorities: issued.proof?.authorities.flatMap(({ path }) => path.keyHashes) ?? [],
    ...witnesses,
    signer: issued.proof === undefined ? undefined : leaf.proof?.signer,
  };
}

function leafProofs(der: Uint8Array, material: Material): LeafProofs {
  const { certificates } = material;
  if (certificates === undefined) return proveLeaf(der, material);
  return certificates.get(sha256Latin1(der), () => proveLeaf(der, material));
}

function proveLeaf(der: Uint8Array, { roots, asked }: Material): LeafProofs {
  const leaf = attempt('certificate-chain', () => readLeaf(der, roots));
  const certificate = leaf.proof?.certificate;
  if (certificate === undefined) {
    const unproven: Step<never> = { check: stopped('certificate-transparency', 'SCT_UNPROVEN') };
    return { leaf, issued: { check: leaf.check }, published: unproven };
  }
  const issued = attempt('certificate-chain', () => proveIssued(certificate, roots));
  const published = attempt(
    'certificate-transparency',
    () => {
      if (issued.proof === undefined) throw new VerificationError('SCT_UNPROVEN');
      const required = sctsRequired(issued.proof.root, asked);
      if (required === 0) throw new VerificationError('SCT_NOT_LISTED', { found: issued.proof.root.name });
      return provePublished(certificate, issued.proof, required);
    },
    (logs) => ({ found: logs.map(({ origin }) => origin).join(', ') }),
  );
  return { leaf, issued, published };
}

function proveChain(leaf: Step<SigningCertificate>, issued: Step<Issued>, moments: readonly number[]): Step<unknown> {
  const certificate = leaf.proof?.certificate;
  const proof = issued.proof;
  if (certificate === undefined || proof === undefined) return issued;
  return attempt(
    'certificate-chain',
    () => proveValidAt(certificate, proof, moments),
    () => ({ found: `issued under trust root ${proof.root.name}` }),
  );
}

function byKey(entity: SignedEntity, hint: string, matter: SignedMatter, material: Material): Proofs {
  const root = rootKnowingLog(entity, material.roots);
  const signature = proveByRuleKeys(hint, matter, material.rules);
  const key = signature.proof?.key;
  const isKnown = key !== undefined || namesKey(hint, material.rules);
  return {
    root,
    signature,
    chain: { check: stopped('certificate-chain', isKnown ? 'CERTIFICATE_NOT_USED' : 'CERTIFICATE_KEY_UNKNOWN') },
    transparency: { check: stopped('certificate-transparency', isKnown ? 'SCT_NOT_USED' : 'SCT_KEY_UNKNOWN') },
    authorities: [],
    ...gatherWitnesses(
      entity,
      signedThing(matter, signature.proof, key === undefined ? undefined : { der: key.spki, key }),
      root,
    ),
    signer: key === undefined ? undefined : { kind: 'key', fingerprint: key.fingerprint },
  };
}

function rootKnowingLog({ logEntries }: SignedEntity, roots: Material['roots']): TrustRoot {
  const knows = (root: TrustRoot) => logEntries.some(({ logId }) => root.logs.has(toHex(logId)));
  return roots.find(knows) ?? roots[0];
}

/** Where the signature proved digests, only those count; otherwise what the bundle states is compared with the log. */
function signedThing(
  { content }: SignedMatter,
  proof: ProvenSignature | undefined,
  signer: SignerMaterial | undefined,
): SignedThing {
  if (content.kind !== 'message' || proof === undefined) return { signer, content };
  return { signer, content: { ...content, digests: proof.digests } };
}

type Witnesses = Pick<Proofs, 'entries' | 'duplicateEntries' | 'times'>;

/** Logs and time-stamp authorities that speak for this very signature. */
function gatherWitnesses(entity: SignedEntity, thing: SignedThing, root: TrustRoot): Witnesses {
  const entries = entity.logEntries.map((entry) =>
    attempt('transparency-log', () => verifyEntry(entry, thing, root.logs)),
  );
  const timestamps = entity.timestamps.map((token) =>
    attempt('trusted-time', () =>
      verifyTimestamp(token, entity.stamped ?? stampedSignature(thing), root.timestampAuthorities),
    ),
  );
  const promises = entries.flatMap(({ proof }) =>
    proof?.integratedTime === undefined ? [] : [{ authority: proof.log.id, time: proof.integratedTime }],
  );
  return {
    entries,
    duplicateEntries: hasDuplicates(entity.logEntries),
    times: { timestamps, promises, duplicates: hasDuplicateTokens(entity.timestamps) },
  };
}

function stampedSignature({ content }: SignedThing): Uint8Array {
  if (content.kind === 'message') return content.signature;
  const [first] = content.signatures;
  if (first === undefined) throw new VerificationError('TIMESTAMP_OTHER_MESSAGE', { found: 'no signature to compare' });
  return first.signature;
}
