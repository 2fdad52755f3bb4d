import { describe, expect, it } from '@jest/globals';

import { digestOf, fromUtf8, toUtf8, type JsonObject } from '#kernel';

import { parse } from '../parse.js';
import { envelope, messageBundle } from '../testing/bundles.js';
import { jsonBytes } from '../testing/json.js';
import { refusalOf } from '../testing/refusal.js';
import { unpack, unpackFiles } from './unpack.js';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const DSSE = 'application/vnd.dsse.envelope.v1+json';
const SIMPLE = 'application/vnd.dev.cosign.simplesigning.v1+json';
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

interface Descriptor extends JsonObject {
  readonly digest: string;
}

/** A layout that is filled from below. */
class Layout {
  readonly files = new Map<string, Uint8Array>([['oci-layout', jsonBytes({ imageLayoutVersion: '1.0.0' })]]);

  blob(mediaType: string, bytes: Uint8Array, more: JsonObject = {}): Descriptor {
    const digest = digestOf(bytes);
    this.files.set(`blobs/${digest.replace(':', '/')}`, bytes);
    return { mediaType, digest, size: bytes.length, ...more };
  }

  manifest(layers: readonly JsonObject[], more: JsonObject = {}): Descriptor {
    return this.blob(MANIFEST, jsonBytes({ schemaVersion: 2, layers, ...more }));
  }

  with(manifests: readonly JsonObject[]): ReadonlyMap<string, Uint8Array> {
    return this.files.set('index.json', jsonBytes({ schemaVersion: 2, manifests }));
  }
}

const SIGNATURE = { annotations: { 'dev.cosignproject.cosign/signature': 'AAAA' } };

/** An image without its layers, and what cosign put beside it, by tag and by referrer. */
function signedImage(): { readonly layout: Layout; readonly manifests: readonly Descriptor[] } {
  const layout = new Layout();
  const image = layout.manifest([
    { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: `sha256:${'0'.repeat(64)}`, size: 1 },
  ]);
  const signatures = layout.manifest([layout.blob(SIMPLE, toUtf8('{"critical":{}}'), SIGNATURE)]);
  const attestations = layout.manifest([layout.blob(DSSE, jsonBytes(envelope({})))]);
  const referrer = layout.manifest([layout.blob(BUNDLE, jsonBytes(messageBundle()))], { subject: image });
  const index = layout.blob(INDEX, jsonBytes({ schemaVersion: 2, manifests: [image] }));
  return { layout, manifests: [index, signatures, attestations, referrer] };
}

describe('an OCI image layout', () => {
  it('gives signatures, attestations and bundles, each with what belongs to it', () => {
    const { layout, manifests } = signedImage();
    const pieces = unpackFiles(layout.with(manifests)) ?? [];
    expect(pieces.map(({ bytes }) => parse(bytes).format)).toEqual([
      'cosign-oci-signature',
      'cosign-oci-attestation',
      'sigstore-bundle v0.3',
    ]);
    expect(pieces[0]?.name).toBe(`${manifests[1]?.digest ?? ''}: layers[0]`);
    expect(fromUtf8(pieces[2]?.bytes ?? new Uint8Array())).toBe(JSON.stringify(messageBundle()));
  });

  it('gives what is named twice once, and nothing for what it leaves out', () => {
    const { layout, manifests } = signedImage();
    const absent = { mediaType: MANIFEST, digest: `sha256:${'1'.repeat(64)}`, size: 2 };
    const twice = [...manifests, ...manifests, absent];
    expect(unpackFiles(layout.with(twice))).toHaveLength(3);
  });

  it('is the same in a tar archive', () => {
    const { layout, manifests } = signedImage();
    const files = layout.with(manifests);
    expect(unpack(tarOf(files))).toEqual(unpackFiles(files));
  });

  it('is no other folder', () => {
    expect(unpackFiles(new Map([['a.json', jsonBytes({})]]))).toBeUndefined();
  });

  it.each<[string, (layout: Layout, manifests: readonly Descriptor[]) => readonly JsonObject[], string]>([
    [
      'a manifest was altered',
      ({ files }, manifests) => {
        files.set(pathOf(manifests[1]), jsonBytes({ schemaVersion: 2, layers: [] }));
        return manifests;
      },
      'OCI_BLOB_ALTERED',
    ],
    [
      'an attestation was altered',
      (layout) => {
        const layer = layout.blob(DSSE, jsonBytes(envelope({})));
        const manifest = layout.manifest([layer]);
        layout.files.set(pathOf(layer), jsonBytes(envelope({ other: 1 })));
        return [manifest];
      },
      'OCI_BLOB_ALTERED',
    ],
    [
      'a layer is of another size',
      (layout) => [layout.manifest([{ ...layout.blob(DSSE, jsonBytes(envelope({}))), size: 1 }])],
      'OCI_BLOB_ALTERED',
    ],
    [
      'an attestation is missing',
      (layout) => [layout.manifest([{ mediaType: DSSE, digest: `sha256:${'2'.repeat(64)}`, size: 1 }])],
      'OCI_BLOB_MISSING',
    ],
    [
      'a blob is named by a path',
      (layout) => [layout.manifest([{ mediaType: DSSE, digest: 'sha256:../../secret', size: 1 }])],
      'OCI_DIGEST',
    ],
    ['indexes nest without end', (layout) => [nested(layout, 5)], 'LIMIT_EXCEEDED'],
    [
      'it is of another version',
      (layout, manifests) => {
        layout.files.set('oci-layout', jsonBytes({ imageLayoutVersion: '2.0.0' }));
        return manifests;
      },
      'OCI_LAYOUT',
    ],
  ])('is refused where %s', (_, change, code) => {
    const { layout, manifests } = signedImage();
    expect(refusalOf(() => unpackFiles(layout.with(change(layout, manifests))))).toBe(code);
  });

  it('is refused before what it repeats fills the memory', () => {
    const layout = new Layout();
    const layer = layout.blob(DSSE, new Uint8Array(1024 * 1024));
    const manifests = [layout.manifest(Array.from({ length: 1000 }, () => layer))];
    expect(refusalOf(() => unpackFiles(layout.with(manifests)))).toBe('LIMIT_EXCEEDED');
  });
});

describe('a tar archive', () => {
  const ARCHIVE = tarOf(new Map([['oci-layout', jsonBytes({})]]));

  it('that is no image layout is a piece itself', () => {
    expect(unpack(ARCHIVE)).toBeUndefined();
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['with an altered header', (bytes) => withByte(bytes, 0, 0x41)],
    ['that breaks off', (bytes) => bytes.subarray(0, 513)],
    ['that holds a file twice', (bytes) => new Uint8Array([...bytes.subarray(0, 1024), ...bytes])],
  ])('%s is refused', (_, change) => {
    expect(refusalOf(() => unpack(change(Uint8Array.from(ARCHIVE))))).toBe('TAR_INVALID');
  });
});

function nested(layout: Layout, depth: number): Descriptor {
  const manifests = depth === 0 ? [] : [nested(layout, depth - 1)];
  return layout.blob(INDEX, jsonBytes({ schemaVersion: 2, manifests }));
}

function pathOf(descriptor: Descriptor | undefined): string {
  return `blobs/${descriptor?.digest.replace(':', '/') ?? ''}`;
}

function withByte(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  bytes[at] = byte;
  return bytes;
}

/** A POSIX ustar archive of plain files. */
function tarOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts = [...files].flatMap(([path, bytes]) => {
    const padded = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
    padded.set(bytes);
    return [headerOf(path, bytes.length), padded];
  });
  return Uint8Array.from(Buffer.concat([...parts, new Uint8Array(1024)]));
}

function headerOf(path: string, size: number): Uint8Array {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(size.toString(8).padStart(11, '0'), 124);
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
  return header;
}
