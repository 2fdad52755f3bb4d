import type { AttestationStatus } from '#evidence';
import { digestOf, type Digest } from '#kernel';

import { REDACTED_INPUT_NAME, WITHHELD_NAME } from '../pack/pack-media-types.js';
import type { Pack, PackedText } from '../pack/pack.js';
import type { OpenAttestation } from './attested.js';
import type { ReplayReason } from './replay-report.js';
import { openSigned, type SignedStatement } from './signed-statement.js';

const PATH = 'status.sigstore.json';

/** The status of a pack as far as it could be read, and whatever is wrong with its bytes. */
export interface OpenStatus {
  /** There only where the signature over it stands and it is about this attestation. */
  readonly status?: AttestationStatus;
  readonly signed?: SignedStatement;
  readonly problems: readonly ReplayReason[];
}

/** Opens the status of a pack; undefined where it has none. Never throws for what the bytes hold. */
export function openStatus(
  pack: Pick<Pack, 'attestation' | 'status'>,
  attestation: OpenAttestation,
): OpenStatus | undefined {
  if (pack.status === undefined) return undefined;
  const signed = openSigned(pack.status);
  if (typeof signed === 'string') return refused('STATUS_UNREADABLE', signed);
  const { predicate } = signed;
  if (predicate?.kind !== 'attestation-status') {
    const { content } = signed.parsed;
    const why = content.kind === 'signed' ? content.problem?.message : undefined;
    return refused('STATUS_UNREADABLE', why ?? 'it is not the status of an attestation');
  }
  if (!isSignedByPack(signed, attestation)) {
    return refused('STATUS_SIGNATURE', 'its signature verifies neither under the key in the pack nor its certificate');
  }
  if (predicate.attestation !== digestOf(pack.attestation)) {
    return refused('STATUS_OF_ANOTHER', `it is about another attestation: ${predicate.attestation}`);
  }
  return { status: predicate, signed, problems: [] };
}

function isSignedByPack(signed: SignedStatement, { packedKey, signingKey }: OpenAttestation): boolean {
  const keys = signed.bearsCertificate ? [signed.certified?.key] : [packedKey ?? signingKey];
  return keys.some((key) => key !== undefined && signed.signedBy(key));
}

function refused(code: string, sentence: string): OpenStatus {
  return { problems: [{ code, sentence, path: PATH }] };
}

/** Everything that no assessment names: the status has to, each by its digest, and nothing that is not here. */
export function companionReasons(pack: Pack, open: OpenStatus | undefined): readonly ReplayReason[] {
  const named = new Map((open?.status?.companions ?? []).map(({ name, digest }) => [name, digest]));
  const packed = new Map(boundByStatus(pack).map(({ name, bytes }) => [name, digestOf(bytes)]));
  return [
    ...[...packed]
      .filter(([name, digest]) => named.get(name) !== digest)
      .map(([name, digest]) => unbound(name, digest)),
    ...[...named].filter(([name]) => !packed.has(name)).map(([name, digest]) => absent(name, digest)),
  ];
}

/** What the status of a pack names under `companions`. */
export function boundByStatus({ companions = [], withheld, input }: Omit<Pack, 'evidence'>): readonly PackedText[] {
  if (withheld === undefined) return companions;
  return [...companions, { name: WITHHELD_NAME, bytes: withheld }, { name: REDACTED_INPUT_NAME, bytes: input }];
}

function unbound(path: string, digest: Digest): ReplayReason {
  return { code: 'NOT_THE_SIGNED_BYTES', sentence: 'no signed status names it with this digest', path, digest };
}

function absent(path: string, digest: Digest): ReplayReason {
  const sentence = 'the signed status names this companion, but it is not in the pack';
  return { code: 'COMPANION_MISSING', sentence, path, digest };
}
