import {
  accountLeaves,
  intakeLeafBytes,
  intakeOrigin,
  issueAssessment,
  organizationKeyRule,
  parseIntakeLeaf,
  releaseManifestStatement,
  signCheckpoint,
  signStatement,
  type ReaderAnchors,
  type Signer,
} from '#attestation';
import { assembleInput, choosePopulation, evaluate, judgeEvidence } from '#compliance';
import { namedSubjects, parse } from '#evidence';
import { digestOf, leafHash, merkleRoot, parseDigest, SigningKey } from '#kernel';
import { packageFrameworks } from '#platform';
import { loadTrustRoot, trustPolicy, Verifier } from '#verification';

import type { Shipment } from './shipment.js';

const SCOPE = { organization: 'bench', product: 'app', release: '1.0.0' };

export interface IssuedPack {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Those of a reader who trusts what the sender trusts. */
  readonly anchors: ReaderAnchors;
  readonly items: number;
}

/** What an organization does between receiving evidence and handing out a pack, without server or database. */
export async function issuePack(shipment: Shipment, artifacts: number): Promise<IssuedPack> {
  const signer = signerOf(SigningKey.generate());
  const rules = [...shipment.rules, organizationKeyRule(signer.publicKey)];
  const received = [...shipment.next(artifacts), await manifest(shipment, artifacts, signer)];
  const framework = packageFrameworks().current();
  const verifier = new Verifier({ trustRoots: [loadTrustRoot(shipment.root)], rules });
  const judged = received.map((bytes) => ({ bytes, ...judgeEvidence(bytes, verifier) }));
  const input = assembleInput({
    scope: SCOPE,
    population: required(choosePopulation(judged.flatMap(({ manifest: found }) => found?.record ?? []))),
    catalog: framework.catalogDigest,
    mapping: framework.mappingDigests,
    trustRoots: [shipment.root.digest],
    policy: trustPolicy(rules).digest,
    facts: judged.flatMap(({ facts }) => facts),
    findings: judged.flatMap(({ findings }) => findings),
    sboms: judged.flatMap(({ sbom }) => sbom ?? []),
    rules,
    asOf: shipment.now,
    knownAt: shipment.now,
  });
  const assessment = evaluate(input, framework.catalog, framework.mapping);
  const leaves = received.map((bytes) => leafOf(bytes, shipment));
  const placed = leaves.map((leaf, index) => ({ index, leaf: parseIntakeLeaf(leaf) }));
  const tree = {
    origin: intakeOrigin(SCOPE.organization),
    size: leaves.length,
    rootHash: merkleRoot(leaves.map(leafHash)),
  };
  const { pack } = await issueAssessment(
    {
      input,
      assessment,
      framework,
      trustRoots: [shipment.root],
      rules,
      evidence: judged.map(({ bytes, verdict }) => ({ ...parse(bytes), bytes, verdict })),
      intake: {
        leaves,
        checkpoint: await signCheckpoint(tree, signer),
        accounts: accountLeaves(placed, { input, assessment, mapping: framework.mapping }),
      },
      acceptStaleRoot: false,
      verifier: 'bench',
      synthetic: true,
    },
    signer,
  );
  const anchors = {
    signerKey: signer.publicKey,
    trustRoots: [shipment.root],
    rules,
    framework: framework.texts,
    at: shipment.now,
  };
  return { files: pack, anchors, items: received.length };
}

function signerOf(key: SigningKey): Signer {
  return { publicKey: key.publicKey, sign: (message) => Promise.resolve(key.sign(message)) };
}

function manifest(shipment: Shipment, artifacts: number, signer: Signer): Promise<Uint8Array> {
  const members = Array.from({ length: artifacts }, (_, index) => {
    const { name, sha256 } = shipment.artifact(index);
    return { name, digests: [parseDigest(`sha256:${sha256}`)] };
  });
  return signStatement(releaseManifestStatement({ scope: SCOPE, issuedAt: shipment.now }, members), signer);
}

function leafOf(bytes: Uint8Array, { now }: Shipment): Uint8Array {
  return intakeLeafBytes({ evidence: digestOf(bytes), receivedAt: now, subjects: namedSubjects(parse(bytes)) });
}

function required<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('the manifest of the bench was not believed');
  return found;
}
