import { signStatement, type Signer } from '#attestation';
import { digestOf, hash, SigningKey, toHex, toUtf8, type Digest } from '#kernel';
import { parseTrustRule, type TrustRule } from '#verification';

import { bytesOf, caseNamed, digestsOf } from './corpus-files.js';
import { gogglesRule, registryRule, testedRule } from './npm-cast.js';
import { npmRegistry, type NpmRegistry } from './npm-packages.js';
import type { Stock } from './stock.js';
import { openCorpus } from '../vectors/corpus.js';

export const APP = 'app';
export const RELEASE = { product: APP, version: '1.0.0' };

/** A distribution as PyPI hands it out, and what its publisher signed about it. */
export interface PyPiFile {
  readonly file: Uint8Array;
  readonly attestation: Uint8Array;
}

/** An application made of packages as their registries hand them out. */
export interface Application {
  readonly npm: NpmRegistry;
  readonly pypi: PyPiFile;
  /** Built in house by a key of its own; what it is made of is all made up, but for the packages. */
  readonly file: Uint8Array;
  readonly builder: Signer;
}

export function application(folder: string): Application {
  const corpus = openCorpus(folder);
  const vector = caseNamed('pypi-attestations.github-attested', corpus);
  const pypi = { file: bytesOf(vector, 'artifact', corpus), attestation: bytesOf(vector, 'bundle', corpus) };
  const key = SigningKey.generate();
  const builder: Signer = { publicKey: key.publicKey, sign: (message) => Promise.resolve(key.sign(message)) };
  return { npm: npmRegistry(folder), pypi, file: toUtf8('an application'), builder };
}

/** A component of an SBOM as the tools of its ecosystem write it. */
export interface Component {
  readonly name: string;
  readonly purl: string;
  readonly alg: 'SHA-256' | 'SHA-512';
  readonly content: string;
}

const GOGGLES = '@trishankatdatadog/supreme-goggles';

export function componentsOf({ npm, pypi }: Application): Readonly<Record<'goggles' | 'tested' | 'pypi', Component>> {
  const sha512 = (bytes: Uint8Array) => ({ alg: 'SHA-512' as const, content: toHex(hash('sha512', bytes)) });
  return {
    goggles: { name: GOGGLES, purl: 'pkg:npm/%40trishankatdatadog/supreme-goggles@1.0.5', ...sha512(npm.goggles.file) },
    tested: {
      name: '@laurentsimon/provenance-npm-test',
      purl: 'pkg:npm/%40laurentsimon/provenance-npm-test@1.0.5',
      ...sha512(npm.tested.file),
    },
    pypi: {
      name: 'pypi-attestation-models',
      purl: 'pkg:pypi/pypi-attestation-models@0.0.4a2',
      ...{ alg: 'SHA-256', content: digestOf(pypi.file).slice('sha256:'.length) },
    },
  };
}

/** The same package by name and version, with the digest of something else. */
export function namesake(component: Component): Component {
  return { ...component, content: toHex(hash(component.alg === 'SHA-256' ? 'sha256' : 'sha512', toUtf8('other'))) };
}

/** An SBOM over the application, signed by whoever built it; digests stand where npm's and PyPI's tools put them. */
export function sbomOf({ file, builder }: Application, components: readonly Component[]): Promise<Uint8Array> {
  const predicate = {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6' },
    components: components.map(({ name, purl, alg, content }) => ({
      ...{ type: 'library', 'bom-ref': purl, name, version: purl.slice(purl.lastIndexOf('@') + 1), purl },
      externalReferences: [{ type: 'distribution', url: 'https://registry.example/file', hashes: [{ alg, content }] }],
    })),
    dependencies: [{ ref: 'app', dependsOn: components.map(({ purl }) => purl) }],
  };
  const subjects = [{ name: 'app.tgz', digests: [digestOf(file)] }];
  return signStatement({ subjects, predicateType: 'https://cyclonedx.org/bom', predicate }, builder);
}

/** Whoever may speak about the application and about the packages in it, each by exactly its signer. */
export function rulesOf({ npm, builder }: Application): readonly TrustRule[] {
  const everywhere = { scope: { kind: 'organization' } } as const;
  const pypiPublisher = parseTrustRule({
    ...{ id: 'pypi-publisher', ...everywhere, kinds: ['release'], teamControlled: false },
    signer: {
      kind: 'certificate',
      issuer: 'https://token.actions.githubusercontent.com',
      identity: {
        exactly:
          'https://github.com/trailofbits/pypi-attestation-models/.github/workflows/release.yml@refs/tags/v0.0.4a2',
      },
    },
    ...{ log: { required: 1 }, time: { required: 1 } },
  });
  const ownBuilder = parseTrustRule({
    ...{ id: 'own-builder', scope: { kind: 'product', product: APP }, kinds: ['sbom'], log: 'none', time: 'none' },
    signer: { kind: 'key', publicKey: builder.publicKey.toPem() },
  });
  return [
    parseTrustRule({ ...gogglesRule(), ...everywhere, teamControlled: false }),
    parseTrustRule({ ...testedRule(), ...everywhere }),
    ...[registryRule(npm.key), pypiPublisher, ownBuilder],
  ];
}

export function stockOf(made: Application, sbom: Uint8Array): Stock {
  const { npm, pypi, file } = made;
  return {
    rules: rulesOf(made),
    releases: [{ ...RELEASE, artifacts: [{ name: 'app.tgz', digests: digestsOf(file) }] }],
    bundles: [npm.goggles.answer, sbom, npm.tested.answer, pypi.attestation],
  };
}

/** What is held about the packages. */
export function evidenceOfComponents({ npm, pypi }: Application): readonly Digest[] {
  const { goggles, tested } = npm;
  const all = [goggles.provenance, goggles.publication, tested.provenance, tested.publication, pypi.attestation];
  return all.map((bytes) => digestOf(bytes)).sort();
}
