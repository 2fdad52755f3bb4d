import { parse } from '#evidence';
import { LIMITS, ParseError, toBase64, toUtf8 } from '#kernel';
import { parseTrustRule } from '#verification';

/** Something that must be refused before it costs anything. */
export interface HostileShape {
  /** Made without garbage, so that what refusing it takes can be told apart. */
  readonly bytes: () => Uint8Array;
  /** The code it is refused with. */
  readonly refusal: (bytes: Uint8Array) => string | undefined;
  readonly expected: string;
}

const MILLION = 1_000_000;
const STATEMENT =
  '{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1","subject":[';
const BUNDLE = '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",';
const SUBJECT = '{"digest":{}}';
const SIGNED = '"dsseEnvelope":{"payloadType":"a","payload":"","signatures":[{"sig":"AA=="}]}';
const CERTIFICATE = '"certificate":{"rawBytes":"AA=="}';
const PROOF =
  '{"kindVersion":{"kind":"a","version":"1"},"inclusionProof":{"checkpoint":{"envelope":"a"},"rootHash":"AA==","hashes":';

export const HOSTILE_SHAPES: Readonly<Record<string, HostileShape>> = {
  millionSignatures: document(() => list('{"payloadType":"a","payload":"","signatures":[', '{"sig":"AA=="}', ']}')),
  millionBundleSignatures: document(() => list(`${BUNDLE}"dsseEnvelope":{"signatures":[`, '{"sig":"AA=="}', ']}}')),
  millionLogEntries: document(() => list(`${BUNDLE}"verificationMaterial":{"tlogEntries":[`, '{}', ']}}')),
  millionCertificates: document(() =>
    list(`${BUNDLE}"verificationMaterial":{"x509CertificateChain":{"certificates":[`, '{"rawBytes":"AA=="}', ']}}}'),
  ),
  millionTimestamps: document(() =>
    list(
      `${BUNDLE}"verificationMaterial":{"timestampVerificationData":{"rfc3161Timestamps":[`,
      '{"signedTimestamp":"AA=="}',
      ']}}}',
    ),
  ),
  millionProofHashes: document(() =>
    list(`${BUNDLE}${SIGNED},"verificationMaterial":{${CERTIFICATE},"tlogEntries":[${PROOF}[`, '"AA=="', ']}}]}}'),
  ),
  millionSubjects: document(() => list(STATEMENT, SUBJECT, ']}')),
  millionSignedSubjects: document(() => {
    const payload = toBase64(list(STATEMENT, SUBJECT, ']}'));
    return toUtf8(
      `{"payloadType":"application/vnd.in-toto+json","payload":"${payload}","signatures":[{"sig":"AA=="}]}`,
    );
  }),
  millionElements: document(() => list('[', '0', ',0]')),
  depth65: document(
    () => toUtf8(`${'['.repeat(LIMITS.jsonDepth + 1)}${']'.repeat(LIMITS.jsonDepth + 1)}`),
    'JSON_TOO_DEEP',
  ),
  millionDeep: document(() => new Uint8Array(MILLION).fill(0x5b), 'JSON_TOO_DEEP'),
  bundleOf10MebibytesAnd1: document(() => {
    const bytes = new Uint8Array(LIMITS.bundleBytes + 1).fill(0x61);
    bytes.set(toUtf8(`${BUNDLE}"verificationMaterial":{},"a":"`));
    bytes.set(toUtf8('"}'), bytes.length - 2);
    return bytes;
  }, 'BUNDLE_TOO_LARGE'),
  documentOf64MebibytesAnd1: document(() => new Uint8Array(LIMITS.documentBytes + 1).fill(0x20), 'DOCUMENT_TOO_LARGE'),
  patternOf257Characters: pattern(LIMITS.patternCharacters + 1),
  patternOfMillionCharacters: pattern(MILLION),
};

function document(bytes: () => Uint8Array, expected = 'LIMIT_EXCEEDED'): HostileShape {
  return { bytes, expected, refusal: refusalOf };
}

function refusalOf(bytes: Uint8Array): string | undefined {
  const { content } = parse(bytes);
  if (content.kind === 'unknown') return content.code;
  return content.kind === 'signed' ? content.problem?.code : undefined;
}

/** `head`, a million times `item` between commas, `tail`. */
function list(head: string, item: string, tail: string): Uint8Array {
  const [first, last] = [toUtf8(head), toUtf8(tail)];
  const items = Buffer.alloc(MILLION * (item.length + 1) - 1, `${item},`);
  const bytes = new Uint8Array(first.length + items.length + last.length);
  bytes.set(first);
  bytes.set(items, first.length);
  bytes.set(last, first.length + items.length);
  return bytes;
}

function pattern(characters: number): HostileShape {
  return {
    bytes: () => new Uint8Array(characters).fill(0x61),
    expected: 'RULE_INVALID',
    refusal: (bytes) => {
      try {
        parseTrustRule(ruleOf(Buffer.from(bytes).toString('latin1')));
        return undefined;
      } catch (error) {
        return error instanceof ParseError ? error.code : undefined;
      }
    },
  };
}

function ruleOf(text: string) {
  return {
    id: 'long',
    scope: { kind: 'organization' },
    kinds: ['sbom'],
    signer: { kind: 'certificate', issuer: 'https://issuer.example', identity: { pattern: text } },
    log: { required: 1 },
    time: { required: 1 },
    teamControlled: false,
  };
}
