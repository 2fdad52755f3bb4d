import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { fieldOf } from '../../testing/refusal.js';
import { MAX_INDEXED_COMPONENTS, type ListedComponent } from './component-index.js';
import { parseCycloneDx } from './cyclonedx.js';
import { parseSpdx2, parseSpdx3 } from './spdx.js';

const SHA256 = 'ab'.repeat(32);
const OTHER256 = 'cd'.repeat(32);
const SHA512 = 'ef'.repeat(64);

function indexOf(sbom: ReturnType<typeof parseCycloneDx>): readonly ListedComponent[] {
  if (sbom.kind !== 'sbom') throw new TypeError('not an SBOM');
  return sbom.index;
}

const cycloneDx = (...components: readonly JsonValue[]) =>
  indexOf(parseCycloneDx(fieldOf({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [...components] })));
const component = (...hashes: readonly (readonly [alg: string, content: string])[]) => ({
  type: 'library',
  name: 'a',
  hashes: hashes.map(([alg, content]) => ({ alg, content })),
});
const archive = (alg: string, content: string, type = 'distribution') => ({
  type: 'library',
  name: 'a',
  externalReferences: [{ type, url: 'https://registry.example/a.tgz', hashes: [{ alg, content }] }],
});

describe('the components of an SBOM that evidence can be about', () => {
  it('are those with a SHA-256, SHA-384 or SHA-512, by all of them, sorted', () => {
    expect(cycloneDx(component(['SHA-512', SHA512], ['SHA-1', 'ab'.repeat(20)], ['SHA-256', SHA256]))).toEqual([
      { digests: [`sha256:${SHA256}`, `sha512:${SHA512}`], times: 1 },
    ]);
    expect(cycloneDx(component(['SHA-1', 'ab'.repeat(20)]), component(['SHA3-256', SHA256]), component())).toEqual([]);
  });

  it('are known by the archive that they are distributed as, and by nothing else that is linked', () => {
    expect(cycloneDx(archive('SHA-512', SHA512))).toEqual([{ digests: [`sha512:${SHA512}`], times: 1 }]);
    expect(cycloneDx(archive('SHA-512', SHA512, 'website'))).toEqual([]);
  });

  it('are not those of which several archives are listed: which came in is not said', () => {
    const [one, two] = [archive('SHA-256', SHA256), archive('SHA-256', OTHER256)];
    const both = { ...one, externalReferences: [...one.externalReferences, ...two.externalReferences] };
    expect(cycloneDx(both)).toEqual([]);
    expect(cycloneDx({ ...both, externalReferences: [...one.externalReferences, ...one.externalReferences] })).toEqual([
      { digests: [`sha256:${SHA256}`], times: 1 },
    ]);
  });

  it('are the same in either case of hexadecimal, and counted as often as they are listed, however deep', () => {
    const nested = { ...component(['SHA-256', SHA256.toUpperCase()]), components: [component(['SHA-256', SHA256])] };
    expect(cycloneDx(nested)).toEqual([{ digests: [`sha256:${SHA256}`], times: 2 }]);
  });

  it('are never those of another length, and never known by their name', () => {
    const purl = { type: 'library', name: 'a', version: '1', purl: 'pkg:npm/a@1' };
    expect(cycloneDx(component(['SHA-512', SHA256]), purl)).toEqual([]);
  });

  it('are read from SPDX 2 and SPDX 3 alike', () => {
    const spdx2 = {
      ...{ spdxVersion: 'SPDX-2.3', SPDXID: 'SPDXRef-DOCUMENT', name: 'app' },
      packages: [{ SPDXID: 'SPDXRef-a', name: 'a', checksums: [{ algorithm: 'SHA256', checksumValue: SHA256 }] }],
    };
    const spdx3 = {
      '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
      '@graph': [
        { type: 'CreationInfo', specVersion: '3.0.1' },
        {
          ...{ type: 'software_Package', spdxId: 'urn:spdx:a' },
          verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: SHA256 }, 'urn:spdx:elsewhere'],
        },
      ],
    };
    const expected = [{ digests: [`sha256:${SHA256}`], times: 1 }];
    expect(parseSpdx2(fieldOf(spdx2)).index).toEqual(expected);
    expect(parseSpdx3(fieldOf(spdx3)).index).toEqual(expected);
  });

  it('are bounded, in the order of the document; the others are counted as components all the same', () => {
    const many = Array.from({ length: MAX_INDEXED_COMPONENTS + 1 }, (_, number) =>
      component(['SHA-256', String(number).padStart(64, '0')]),
    );
    const again = component(['SHA-256', '0'.repeat(64)]);
    const sbom = parseCycloneDx(fieldOf({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [...many, again] }));
    const index = indexOf(sbom);
    expect(index).toHaveLength(MAX_INDEXED_COMPONENTS);
    expect(index[0]).toMatchObject({ times: 2 });
    expect(index.at(-1)?.digests).toEqual([`sha256:${String(MAX_INDEXED_COMPONENTS - 1).padStart(64, '0')}`]);
    expect(sbom).toMatchObject({ components: MAX_INDEXED_COMPONENTS + 2 });
  });
});
