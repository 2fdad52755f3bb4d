import { gzipSync } from 'node:zlib';

import { toUtf8 } from '#kernel';
import { borrowLogEntry, forgedWorld } from '#sample-world';

import type { SampleOrganization } from './sample-organization.js';

export interface HostileDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As a client might call it; evidence is bytes whatever this says. */
  readonly type?: string;
  readonly encoding?: string;
}

const MIB = 1024 * 1024;

/** What nobody should send. Each is sent as it is; none may pass, vanish, or change what verified evidence says. */
export function hostileDocuments(sample: SampleOrganization): readonly HostileDocument[] {
  return [...shapes(), ...namesOfOthers(), ...aboutTheFlagship(sample)];
}

/** Wrong as bytes or as JSON. */
function shapes(): readonly HostileDocument[] {
  return [
    document(
      'bytes that are nothing',
      Uint8Array.from({ length: 4096 }, (_, index) => (index * 131) % 256),
    ),
    document('one NUL byte', Uint8Array.of(0)),
    document('JSON among NUL bytes', '\u0000\u0000{"a":1}\u0000'),
    document('white space and nothing else', ' \n\t '),
    document('broken UTF-8', Uint8Array.of(0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d)),
    document('UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le')),
    document('a byte order mark', '\ufeff{"a":1}'),
    document('half a surrogate pair', '{"a":"\\ud800"}'),
    document('JSON that ends too soon', '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verif'),
    document('100000 arrays in one another', '['.repeat(100_000)),
    document('50000 closed objects in one another', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
    document('an array of a million numbers', `[${'0,'.repeat(999_999)}0]`),
    document(
      'the same key twice',
      '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","mediaType":"text/plain"}',
    ),
    document('keys that reach for prototypes', '{"__proto__":{"outcome":"verified"},"constructor":{"prototype":{}}}'),
    document('a number beyond all numbers', '{"size":1e999,"other":-0,"third":123456789012345678901234567890}'),
    document('a gzip bomb', gzipSync(Buffer.alloc(64 * MIB))),
    document('a gzip bomb that asks to be inflated', gzipSync(Buffer.alloc(65 * MIB)), { encoding: 'gzip' }),
    document('a page with a script', '<script>alert(document.domain)</script>', { type: 'text/html' }),
    document('XML with an entity bomb', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', {
      type: 'application/xml',
    }),
    document('a form', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--', {
      type: 'multipart/form-data; boundary=x',
    }),
  ];
}

/** Well-formed, and worth nothing. */
function namesOfOthers(): readonly HostileDocument[] {
  const bundle = { mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json' };
  const statement = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}').toString('base64');
  const envelope = { payloadType: 'application/vnd.in-toto+json', payload: statement };
  return [
    json('a bundle with nothing in it', bundle),
    json('a bundle whose parts are of the wrong type', { ...bundle, verificationMaterial: [], dsseEnvelope: 'x' }),
    json('an envelope that nobody signed', { ...envelope, signatures: [] }),
    json('an envelope with an empty signature', { ...envelope, signatures: [{ sig: '' }] }),
    json('an envelope with 1000 signatures', { ...envelope, signatures: Array(1000).fill({ sig: 'AAAA' }) }),
    json('an SBOM that nobody signed', { bomFormat: 'CycloneDX', specVersion: '1.6', components: [] }),
  ];
}

/** Made out of what is right, about the release that is judged. */
function aboutTheFlagship({ world, now }: SampleOrganization): readonly HostileDocument[] {
  const flagship = forgedWorld({ seed: 'hostile', now }).products.flatMap(({ slug, releases }) =>
    releases.filter(({ version }) => slug === world.flagship.product && version === world.flagship.version),
  );
  const bundles = world.evidence.map(({ bytes }) => bytes).filter((bytes) => bytes.length > 3000);
  const [first = toUtf8(''), second = toUtf8('')] = bundles;
  const text = Buffer.from(first).toString();
  return [
    ...world.attacks.map(({ about, bytes }) => document(about, bytes)),
    ...flagship.flatMap(({ evidence }) => evidence.map(({ name, bytes }) => document(`forged ${name}`, bytes))),
    document('a right bundle with the log entry of another', borrowLogEntry(first, second)),
    document('half of a right bundle', first.subarray(0, first.length / 2)),
    document('a right bundle with a key twice', text.replace('{', '{"mediaType":"text/plain",')),
    document('a right bundle with something after it', `${text} {"more":true}`),
  ];
}

function json(name: string, value: unknown): HostileDocument {
  return document(name, JSON.stringify(value));
}

function document(
  name: string,
  bytes: Uint8Array | string,
  more: Pick<HostileDocument, 'type' | 'encoding'> = {},
): HostileDocument {
  return { name, bytes: typeof bytes === 'string' ? toUtf8(bytes) : bytes, ...more };
}
