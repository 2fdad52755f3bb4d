import type { Instant, JsonObject } from '#kernel';

import type { Artifact, TypedPredicate } from '../statement.js';

export interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly sha256: string;
}

export interface BillOfMaterials {
  readonly artifact: Artifact;
  readonly version: string;
  readonly createdAt: Instant;
  readonly components: readonly Component[];
}

/** CycloneDX 1.6: the first component needs the rest. */
export function cyclonedxDocument({ artifact, version, createdAt, components }: BillOfMaterials): JsonObject {
  const [first, ...rest] = components.map(({ purl }) => purl);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${toUuid(artifact.digests.sha256)}`,
    version: 1,
    metadata: {
      timestamp: createdAt,
      component: {
        type: 'application',
        'bom-ref': artifact.name,
        name: artifact.name,
        version,
        hashes: [{ alg: 'SHA-256', content: artifact.digests.sha256 }],
      },
    },
    components: components.map(({ name, version: componentVersion, purl, sha256 }) => ({
      type: 'library',
      'bom-ref': purl,
      name,
      version: componentVersion,
      purl,
      hashes: [{ alg: 'SHA-256', content: sha256 }],
    })),
    dependencies: [
      { ref: artifact.name, dependsOn: first === undefined ? [] : [first] },
      ...(first === undefined ? [] : [{ ref: first, dependsOn: rest }]),
    ],
  };
}

export function cyclonedx(bom: BillOfMaterials): TypedPredicate {
  return { predicateType: 'https://cyclonedx.org/bom', predicate: cyclonedxDocument(bom) };
}

/** SPDX 2.3. */
export function spdx({ artifact, version, createdAt, components }: BillOfMaterials): TypedPredicate {
  const ids = components.map((_, index) => `SPDXRef-Package-${index + 1}`);
  const root = { id: 'SPDXRef-Package-0', name: artifact.name, version, checksum: artifact.digests.sha256 };
  return {
    predicateType: 'https://spdx.dev/Document/v2.3',
    predicate: {
      spdxVersion: 'SPDX-2.3',
      dataLicense: 'CC0-1.0',
      SPDXID: 'SPDXRef-DOCUMENT',
      name: artifact.name,
      documentNamespace: `https://sbom.borealis.example/${artifact.digests.sha256}`,
      creationInfo: { created: `${createdAt.slice(0, 19)}Z`, creators: ['Tool: sbom-writer-3.1'] },
      packages: [
        spdxPackage(root),
        ...components.map(({ name, version: componentVersion, purl, sha256 }, index) =>
          spdxPackage({ id: ids[index] ?? '', name, version: componentVersion, checksum: sha256, purl }),
        ),
      ],
      relationships: [
        relationship('SPDXRef-DOCUMENT', 'DESCRIBES', root.id),
        ...ids.map((id) => relationship(root.id, 'DEPENDS_ON', id)),
      ],
    },
  };
}

interface SpdxPackage {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly checksum: string;
  readonly purl?: string;
}

function spdxPackage({ id, name, version, checksum, purl }: SpdxPackage): JsonObject {
  const reference = { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl };
  return {
    SPDXID: id,
    name,
    versionInfo: version,
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    checksums: [{ algorithm: 'SHA256', checksumValue: checksum }],
    ...(purl === undefined ? {} : { externalRefs: [reference] }),
  };
}

function relationship(from: string, type: string, to: string): JsonObject {
  return { spdxElementId: from, relationshipType: type, relatedSpdxElement: to };
}

function toUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
