import { parse, preAuthEncoding, type LogEntry } from '#evidence';
import { fromUtf8, parseSignedNote, PublicKey, toUtf8 } from '#kernel';

import {
  bindBody,
  parseCertificate,
  parseTimestampToken,
  proveIssued,
  provePublished,
  readSigningCertificate,
  verifyCheckpoint,
  verifyEntry,
  verifyTimestamp,
} from '../../../libs/verification/src/testing/single-proofs.js';
import { attestation, NOW, ROOT, WORLD } from '../../../libs/verification/src/testing/world.js';
import { must, ParseError, unlessRefused, VerificationError, type Target } from '../target.js';

const FINDINGS = [ParseError, VerificationError];

/** The parts of a bundle that stand behind proofs of their own. */
function partsOf(bytes: Uint8Array) {
  const { content } = parse(bytes);
  if (content.kind !== 'signed' || content.entity.key.kind !== 'certificate') throw new Error('no certificate');
  const { entity } = content;
  const { der } = content.entity.key;
  const [entry] = entity.logEntries;
  if (entry?.inclusionProof === undefined || entity.content.kind !== 'dsse') throw new Error('no logged envelope');
  const { payloadType, payload, signatures } = entity.content;
  const encoded = preAuthEncoding(payloadType, payload);
  const thing = {
    signer: { der, key: readSigningCertificate(der).key },
    content: { ...entity.content, encoded },
  };
  const signature = signatures[0]?.signature ?? new Uint8Array();
  return { der, entry, thing, signature, tokens: entity.timestamps, checkpoint: entry.inclusionProof.checkpoint };
}

const V1 = partsOf(attestation({ timestamp: true }));
const INTOTO = partsOf(attestation({ entry: 'intoto' }));
const V2 = partsOf(attestation({ log: 'v2', timestamp: true }));
const EMAIL = {
  kind: 'email',
  issuer: 'https://accounts.example',
  email: 'ada@acme.example',
} as const;
const PERSON = parse(WORLD.signArtifact({ identity: EMAIL, artifact: toUtf8('a'), at: NOW }));
const PERSONS_LEAF =
  PERSON.content.kind === 'signed' && PERSON.content.entity.key.kind === 'certificate'
    ? [PERSON.content.entity.key.der]
    : [];
const LEAVES = [V1.der, ...PERSONS_LEAF];

const isAmong = (bytes: Uint8Array, known: readonly Uint8Array[]) =>
  known.some((one) => Buffer.compare(one, bytes) === 0);

const CERTIFICATE: Target = {
  name: 'certificate',
  seeds: [...LEAVES, ROOT.certificateAuthorities[0]?.path.issuer.der ?? new Uint8Array()],
  enter: (input) => {
    unlessRefused([ParseError], () => parseCertificate(input));
    unlessRefused([ParseError], () => PublicKey.fromCertificate(input));
    const leaf = unlessRefused([VerificationError], () => readSigningCertificate(input));
    if (leaf === undefined) return;
    const issued = unlessRefused([VerificationError], () => proveIssued(leaf.certificate, [ROOT]));
    if (issued === undefined) return;
    must(isAmong(input, LEAVES), 'nobody but the authority issues a certificate');
    provePublished(leaf.certificate, issued, 1);
  },
};

const LOG_BODY: Target = {
  name: 'log-body',
  seeds: [V1, INTOTO, V2].map(({ entry }) => entry.canonicalizedBody),
  enter: (canonicalizedBody) => {
    for (const { entry, thing } of [V1, INTOTO, V2]) {
      const bound = unlessRefused(FINDINGS, () => {
        bindBody({ ...entry, canonicalizedBody }, thing);
        return fromUtf8(canonicalizedBody);
      });
      if (bound === undefined) continue;
      for (const own of essentials(entry)) must(bound.includes(own), 'a body that binds holds this very signature');
    }
  },
};

/** Base64 and hexadecimal that a body must repeat to be about this signature: of the original, all long texts. */
function essentials({ canonicalizedBody, kind }: LogEntry): readonly string[] {
  const texts = fromUtf8(canonicalizedBody).match(/"[A-Za-z0-9+/=]{60,}"/g) ?? [];
  // Hashes over an envelope's own JSON are not compared: that spelling is lost.
  return kind === 'hashedrekord' ? texts : texts.filter((text) => text.length > 80);
}

const LOG_ENTRY: Target = {
  name: 'log-entry',
  seeds: [V1, INTOTO, V2].map(({ entry }) => toUtf8(JSON.stringify(entry, asHex))),
  enter: (input) => {
    const entry = entryOf(input);
    if (entry === undefined) return;
    for (const own of [V1, INTOTO, V2]) {
      const proven = unlessRefused([VerificationError], () => verifyEntry(entry, own.thing, ROOT.logs));
      if (proven !== undefined)
        must(isAmong(entry.canonicalizedBody, [own.entry.canonicalizedBody]), 'no other body is proven to be logged');
    }
  },
};

function asHex(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value;
}

/** Only what the parser lets through: the types of an entry hold, whatever stands in it. */
function entryOf(input: Uint8Array): LogEntry | undefined {
  try {
    const entry = JSON.parse(Buffer.from(input).toString('utf8'), fromHexField) as LogEntry;
    return isTyped(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function fromHexField(_: string, value: unknown): unknown {
  const isHex = typeof value === 'object' && value !== null && 'hex' in value && typeof value.hex === 'string';
  return isHex ? Uint8Array.from(Buffer.from(value.hex as string, 'hex')) : value;
}

function isTyped({ logId, index, kind, version, integratedTime, inclusionProof, ...rest }: LogEntry): boolean {
  const isBytes = (value: unknown) => value instanceof Uint8Array;
  const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
  const promise = rest.signedEntryTimestamp;
  return (
    [logId, rest.canonicalizedBody].every(isBytes) &&
    isCount(index) &&
    [kind, version].every((text: unknown) => typeof text === 'string') &&
    (integratedTime === undefined || isCount(integratedTime)) &&
    (promise === undefined || isBytes(promise)) &&
    (inclusionProof === undefined ||
      (isCount(inclusionProof.index) &&
        isCount(inclusionProof.size) &&
        isBytes(inclusionProof.rootHash) &&
        Array.isArray(inclusionProof.hashes) &&
        inclusionProof.hashes.every(isBytes) &&
        typeof inclusionProof.checkpoint === 'string'))
  );
}

const CHECKPOINT: Target = {
  name: 'checkpoint',
  seeds: [V1, V2].map(({ checkpoint }) => toUtf8(checkpoint)),
  enter: (input) => {
    const text = Buffer.from(input).toString('utf8');
    unlessRefused([ParseError], () => parseSignedNote(text));
    for (const { checkpoint, entry } of [V1, V2]) {
      const log = ROOT.logs.get(Buffer.from(entry.logId).toString('hex'));
      if (log === undefined) continue;
      const style = entry === V2.entry ? 'rekor-v2' : 'rekor-v1';
      const proven = unlessRefused(FINDINGS, () => verifyCheckpoint(text, log, style));
      if (proven !== undefined) must(signedText(text) === signedText(checkpoint), 'a log signed no other tree head');
    }
  },
};

function signedText(note: string): string {
  return note.slice(0, note.lastIndexOf('\n\n'));
}

const TOKEN: Target = {
  name: 'timestamp',
  seeds: [V1, V2].flatMap(({ tokens }) => tokens),
  enter: (input) => {
    unlessRefused([ParseError], () => parseTimestampToken(input));
    for (const { signature, tokens } of [V1, V2]) {
      const stamp = () => verifyTimestamp(input, signature, ROOT.timestampAuthorities);
      const proven = unlessRefused([VerificationError], stamp);
      if (proven === undefined) continue;
      const contents = tokens.map((token) => parseTimestampToken(token).content);
      must(isAmong(parseTimestampToken(input).content, contents), 'an authority states no other time');
    }
  },
};

export const PROOF_TARGETS: readonly Target[] = [CERTIFICATE, LOG_BODY, LOG_ENTRY, CHECKPOINT, TOKEN];
