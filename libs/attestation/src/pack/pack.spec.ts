import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canonicalJson, digestOf, fromUtf8, parseDigest, toUtf8 } from '#kernel';

import { smallPack } from '../fixtures/small-pack.js';
import { buildPack, planPack } from './build-pack.js';
import { blobPath } from './oci-layout.js';
import { PACK_LIMITS } from './open-layout.js';
import { readPack } from './read-pack.js';

const built = () => buildPack(smallPack());
const codes = (files: ReadonlyMap<string, Uint8Array>) => readPack(files).problems.map(({ code }) => code);

interface Manifest {
  readonly layers: { readonly digest: string; readonly annotations: Record<string, string> }[];
}

/** Rebuilds index and manifest around edited JSON, as an attacker would who knows the format. */
function remade(edit: (manifest: Manifest) => void) {
  const files = built();
  const index = JSON.parse(fromUtf8(files.get('index.json')!)) as { manifests: { digest: never; size: number }[] };
  const path = blobPath(index.manifests[0]!.digest);
  const manifest = JSON.parse(fromUtf8(files.get(path)!)) as Manifest;
  edit(manifest);
  const bytes = toUtf8(canonicalJson(manifest));
  files.delete(path);
  files.set(blobPath(digestOf(bytes)), bytes);
  Object.assign(index.manifests[0]!, { digest: digestOf(bytes), size: bytes.length });
  files.set('index.json', toUtf8(canonicalJson(index)));
  return files;
}

describe('a pack', () => {
  it('is an OCI image layout with the artifact type of a pack and a title for each layer', () => {
    const files = built();
    expect(fromUtf8(files.get('oci-layout')!)).toBe('{"imageLayoutVersion":"1.0.0"}');
    const index = JSON.parse(fromUtf8(files.get('index.json')!));
    expect(index).toMatchObject({
      schemaVersion: 2,
      manifests: [
        { mediaType: 'application/vnd.oci.image.manifest.v1+json', artifactType: 'application/vnd.averment.pack.v1' },
      ],
    });
    const digest = parseDigest(String(index.manifests[0].digest));
    const manifest = JSON.parse(fromUtf8(files.get(blobPath(digest))!)) as Manifest;
    const titles = manifest.layers.map(({ annotations }) => annotations['org.opencontainers.image.title']);
    expect(titles).toEqual(
      expect.arrayContaining(['attestation.sigstore.json', 'intake/leaves.ndjson', 'report.html']),
    );
    for (const [path, bytes] of files) {
      if (path.startsWith('blobs/')) expect(blobPath(digestOf(bytes))).toBe(path);
    }
  });

  it('reads back as what it was built from, and building again gives the same bytes', () => {
    const { pack, problems } = readPack(built());
    expect(problems).toEqual([]);
    expect(canonicalJson(comparable(pack!))).toBe(canonicalJson(comparable(smallPack())));
    expect([...built()]).toEqual([...built()]);
    expect([...buildPack(pack!)]).toEqual([...built()]);
  });

  it('names the file in which any single byte was changed', () => {
    const files = built();
    const paths = [...files.keys()];
    const anyChange = fc.record({
      path: fc.constantFrom(...paths),
      at: fc.nat(),
      by: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(anyChange, ({ path, at, by }) => {
        const bytes = Uint8Array.from(files.get(path)!);
        bytes[at % bytes.length]! ^= by;
        const { problems } = readPack(new Map(files).set(path, bytes));
        expect(problems.map((problem) => problem.path)).toContain(path);
      }),
      { numRuns: 1500 },
    );
  });

  it('names the index when it was changed to name another manifest', () => {
    const files = built();
    const text = fromUtf8(files.get('index.json')!);
    const other = text.replace(/sha256:[0-9a-f]{64}/, digestOf(toUtf8('another')));
    const problems = readPack(files.set('index.json', toUtf8(other))).problems;
    expect(problems).toContainEqual(expect.objectContaining({ code: 'INDEX_MANIFEST', path: 'index.json' }));
  });

  it('never reads a blob that does not have its digest', () => {
    const files = built();
    const [digest, bytes] = [...smallPack().evidence][0]!;
    files.set(
      blobPath(digest),
      bytes.map((byte) => byte ^ 1),
    );
    const { pack, problems } = readPack(files);
    expect(pack?.evidence.has(digest)).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'BLOB_ALTERED', path: blobPath(digest) }));
  });

  it.each([
    ['a missing blob', (files: Map<string, Uint8Array>) => files.delete([...files.keys()].at(-1)!), 'BLOB_MISSING'],
    [
      'an extra blob',
      (files: Map<string, Uint8Array>) => files.set(blobPath(digestOf(toUtf8('x'))), toUtf8('x')),
      'BLOB_EXTRA',
    ],
    ['an unknown file', (files: Map<string, Uint8Array>) => files.set('extra.txt', toUtf8('x')), 'PATH_UNKNOWN'],
    [
      'a path that leads out',
      (files: Map<string, Uint8Array>) => files.set('blobs/../../etc/passwd', toUtf8('x')),
      'PATH_TRAVERSING',
    ],
    ['an absolute path', (files: Map<string, Uint8Array>) => files.set('/etc/passwd', toUtf8('x')), 'PATH_TRAVERSING'],
    ['a Windows path', (files: Map<string, Uint8Array>) => files.set('C:\\x', toUtf8('x')), 'PATH_TRAVERSING'],
    ['no index', (files: Map<string, Uint8Array>) => files.delete('index.json'), 'INDEX_MISSING'],
    ['an empty index', (files: Map<string, Uint8Array>) => files.set('index.json', toUtf8('{}')), 'FIELD_MISSING'],
    ['no marker', (files: Map<string, Uint8Array>) => files.delete('oci-layout'), 'LAYOUT_MARKER'],
    ['another spelling of the index', respellIndex, 'INDEX_NOT_CANONICAL'],
  ])('names %s', (_, damage, code) => {
    const files = built();
    damage(files);
    expect(codes(files)).toContain(code);
  });

  it.each([
    ['../../escape', 'TITLE_UNSAFE'],
    ['/absolute', 'TITLE_UNSAFE'],
    ['a\\b', 'TITLE_UNSAFE'],
    ['report.html', 'TITLE_TWICE'],
  ])('names a title under which a careless tool would write elsewhere: %s', (title, code) => {
    const files = remade(({ layers }) => {
      layers[0]!.annotations['org.opencontainers.image.title'] = title;
    });
    expect(codes(files)).toContain(code);
  });

  it('names a layer that is there twice, missing, or of a foreign kind', () => {
    expect(codes(remade(({ layers }) => layers.push(layers[0]!)))).toContain('TITLE_TWICE');
    expect(codes(remade(({ layers }) => layers.splice(0, layers.length)))).toContain('LAYER_MISSING');
    expect(codes(remade(({ layers }) => Object.assign(layers[0]!, { mediaType: 'x/y' })))).toContain('LAYER_UNKNOWN');
  });

  it('is not built with two documents of one name', () => {
    const [document] = smallPack().documents;
    const documents = [document!, document!];
    expect(() => buildPack({ ...smallPack(), documents })).toThrow(
      expect.objectContaining({ code: 'PACK_TITLE_TWICE' }),
    );
  });

  it('names a trust root that its configuration lists and no layer holds', () => {
    const files = remade(({ layers }) => {
      layers.splice(
        layers.findIndex(({ annotations }) => Object.values(annotations)[0]?.startsWith('trust/roots')),
        1,
      );
    });
    expect(codes(files)).toContain('TRUST_ROOT_MISSING');
  });

  it('names a manifest that is not in canonical JSON', () => {
    const files = remade((manifest) => Object.assign(manifest, { extra: 1 }));
    expect(codes(files)).toContain('MANIFEST_NOT_CANONICAL');
  });

  it('refuses too many files before reading one', () => {
    const files = new Map(Array.from({ length: PACK_LIMITS.files + 1 }, (_, index) => [`f${index}`, new Uint8Array()]));
    expect(readPack(files)).toEqual({ problems: [expect.objectContaining({ code: 'PACK_TOO_LARGE' })] });
  });

  it('says so, and throws nothing, whatever the files hold', () => {
    const anyFiles = fc.array(
      fc.tuple(fc.oneof(fc.constantFrom('oci-layout', 'index.json', 'blobs/sha256/00'), fc.string()), fc.uint8Array()),
    );
    fc.assert(
      fc.property(anyFiles, (entries) => {
        const { pack, problems } = readPack(new Map(entries));
        expect(pack).toBeUndefined();
        expect(problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

function respellIndex(files: Map<string, Uint8Array>): void {
  files.set('index.json', toUtf8(`${fromUtf8(files.get('index.json')!)}\n`));
}

function comparable(pack: ReturnType<typeof smallPack>): unknown {
  const plain = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    if (value instanceof Map) return [...value].sort().map(plain);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  };
  return plain(pack);
}

describe('a pack whose evidence somebody else holds', () => {
  it('is the same layout, file by file, with everything but that evidence', () => {
    const { evidence, ...rest } = smallPack();
    const held = new Map([...evidence].map(([digest, { length }]) => [digest, length]));
    const planned = planPack({ ...rest, evidence: held });
    const files = [...built()];
    expect(planned.map(({ path, size }) => [path, size])).toEqual(files.map(([path, { length }]) => [path, length]));
    expect(planned.filter(({ bytes }) => bytes === undefined).map(({ digest }) => digest)).toEqual(
      [...evidence.keys()].sort(),
    );
  });
});

describe('what nobody signs in a pack', () => {
  const TITLE = 'org.opencontainers.image.title';

  it.each(['report.pdf', 'evidence/0', 'docs/report.html'])(
    'is not a title: evidence is not handed over as %s',
    (title) => {
      const files = remade(({ layers }) => {
        layers.find(({ annotations }) => annotations[TITLE]?.startsWith('evidence/'))!.annotations[TITLE] = title;
        layers.sort((a, b) => (a.annotations[TITLE]! < b.annotations[TITLE]! ? -1 : 1));
      });
      expect(codes(files)).toEqual(['PACK_NOT_CANONICAL']);
    },
  );

  it('is not the order of its files', () => {
    expect(codes(remade(({ layers }) => layers.reverse()))).toEqual(['PACK_NOT_CANONICAL']);
  });
});
