import { EVIDENCE_KINDS, parse, type Parsed } from '#evidence';
import { digestOf, toUtf8 } from '#kernel';
import { loadTrustRoot, Verifier, type Expectation, type TrustRule } from '#verification';

import {
  attestation,
  BUILDER,
  DIGEST,
  KEY,
  KEY_RULE,
  NOW,
  PROVENANCE,
  ROOT,
  RULE,
  WORKFLOW,
  WORLD,
} from '../../../libs/verification/src/testing/world.js';
import { exhibitsOfCorpus, type Exhibit } from '../../differential/exhibits.js';
import { keyRules } from '../../vectors/rules-of-case.js';

/** Evidence that verifies, with the verifier and the question under which it does. */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly verifier: Verifier;
  readonly expectation: Expectation;
}

const LOGGED_KEY_RULE: TrustRule = { ...KEY_RULE, log: { required: 1 }, time: { required: 1 } };
const OWN = new Verifier({ trustRoots: [ROOT], rules: [{ ...RULE, builders: { [BUILDER]: 3 } }, LOGGED_KEY_RULE] });

/** Of our own sample Sigstore: every version, content, log, witness and kind of key. */
export function ownSeeds(): readonly Seed[] {
  const artifact = toUtf8('the artifact');
  const bundles: readonly (readonly [string, Uint8Array, Expectation?])[] = [
    ['attestation v0.3', attestation()],
    ['attestation v0.2', attestation({ version: 'v0.2' })],
    ['attestation v0.1', attestation({ version: 'v0.1' })],
    ['attestation logged as intoto', attestation({ entry: 'intoto' })],
    ['attestation with time-stamp', attestation({ timestamp: true })],
    ['attestation in the v2 log', attestation({ log: 'v2', timestamp: true })],
    ['attestation by a key', attestation({ identity: { kind: 'key', key: KEY } })],
    [
      'attestation about an artifact',
      attestation({ statement: about() }),
      { artifact: { digests: [`sha256:${DIGEST}`] } },
    ],
    [
      'message',
      WORLD.signArtifact({ identity: WORKFLOW, artifact, at: NOW }),
      { artifact: { digests: [], bytes: artifact } },
    ],
    ['message by digest', WORLD.signArtifact({ identity: WORKFLOW, artifact, at: NOW })],
    [
      'message in the v2 log',
      WORLD.signArtifact({ identity: WORKFLOW, artifact, at: NOW, log: 'v2', timestamp: true }),
    ],
    ['message by a key', WORLD.signArtifact({ identity: { kind: 'key', key: KEY }, artifact, at: NOW })],
  ];
  return bundles.map(([name, bytes, expectation = {}]) => ({ name, bytes, verifier: OWN, expectation }));
}

function about() {
  return { ...PROVENANCE, subject: [{ name: 'other.tar.gz', digest: { sha256: DIGEST } }] };
}

/** Every bundle of the third-party corpus that verifies; none where the corpus is not here. */
export function realSeeds(): readonly Seed[] {
  const seeds = (exhibitsOfCorpus() ?? []).flatMap(seedsOf).filter(isVerified);
  return [...new Map(seeds.map((seed) => [digestOf(seed.bytes), seed])).values()];
}

export function isVerified({ bytes, verifier, expectation }: Seed): boolean {
  return verifier.verify(parse(bytes), expectation).verdict.outcome === 'verified';
}

function seedsOf(exhibit: Exhibit): readonly Seed[] {
  const { id, bundle, trustedRoot, artifact, parsed } = exhibit;
  try {
    const root = loadTrustRoot({ name: 'case', digest: digestOf(trustedRoot), bytes: trustedRoot, source: 'file' });
    const overArtifact = parsed.content.kind === 'signed' && parsed.content.entity.content.kind === 'message';
    const expectation = overArtifact && artifact !== undefined ? { artifact: { digests: [], bytes: artifact } } : {};
    const rules = rulesFor(exhibit, root, expectation);
    return [{ name: id, bytes: bundle, verifier: new Verifier({ trustRoots: [root], rules }), expectation }];
  } catch {
    return []; // a trust root, key or rule that is refused leads to no verified evidence
  }
}

/** Exactly the signer that the evidence proves, so that nothing but the evidence decides. */
function rulesFor(
  { parsed, keys, vector }: Exhibit,
  root: ReturnType<typeof loadTrustRoot>,
  expectation: Expectation,
): readonly TrustRule[] {
  if (isKeyed(parsed)) return keyRules(keys, vector, root);
  const { signer } = new Verifier({ trustRoots: [root], rules: [] }).verify(parsed, expectation).verdict;
  if (signer?.kind !== 'certificate') return [];
  return [
    {
      id: 'signer',
      scope: { kind: 'organization' },
      kinds: EVIDENCE_KINDS,
      signer: { kind: 'certificate', issuer: signer.issuer, identity: { exactly: signer.identity } },
      log: root.logs.size > 0 ? { required: 1 } : 'none',
      time: { required: 1 },
      teamControlled: true,
      trustRoot: root.name,
    },
  ];
}

function isKeyed({ content }: Parsed): boolean {
  return content.kind === 'signed' && content.entity.key.kind === 'public-key';
}
