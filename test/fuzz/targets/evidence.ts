import { parse, type Parsed } from '#evidence';
import { toBase64, toUtf8 } from '#kernel';
import { Verifier, type TrustRule } from '#verification';

import {
  attestation,
  KEY,
  KEY_RULE,
  NOW,
  PROVENANCE,
  ROOT,
  RULE,
  WORKFLOW,
  WORLD,
} from '../../../libs/verification/src/testing/world.js';
import { signedParts } from '../../attack/signed-parts.js';
import { must, type Target } from '../target.js';

const OUTCOMES: ReadonlySet<string> = new Set(['verified', 'rejected', 'unverified']);
const CERTIFIED = new Verifier({ trustRoots: [ROOT], rules: [RULE] });
const UNLOGGED = new Verifier({ trustRoots: [ROOT], rules: [KEY_RULE] });
const LOGGED_RULE: TrustRule = { ...KEY_RULE, log: { required: 1 }, time: { required: 1 } };

/** Whole evidence from its bytes to its verdict: what was not verified before is not verified now. */
export function evidenceTarget(
  { name, seeds }: Pick<Target, 'name' | 'seeds'>,
  verifier: Verifier,
  essence: (parsed: Parsed) => unknown = signedParts,
): Target {
  const spell = (parsed: Parsed) => JSON.stringify(essence(parsed));
  const proven = new Set(
    seeds
      .map((seed) => parse(seed))
      .filter((parsed) => isVerified(parsed, verifier))
      .map(spell),
  );
  return {
    name,
    seeds,
    enter: (input) => {
      const parsed = parse(input);
      const { verdict, verified } = verifier.verify(parsed);
      must(OUTCOMES.has(verdict.outcome), 'a verdict has one of three outcomes');
      must(verdict.checks.length === 12, 'a ladder has twelve rungs');
      must(!verdict.checks.some(({ code }) => code === 'INTERNAL'), 'no input reaches a bug of ours');
      must((verified !== undefined) === (verdict.outcome === 'verified'), 'proof and outcome agree');
      if (verified !== undefined) must(proven.has(spell(parsed)), 'nothing verifies that was not verified before');
    },
  };
}

function isVerified(parsed: Parsed, verifier: Verifier): boolean {
  return verifier.verify(parsed).verified !== undefined;
}

/** Of an envelope that may carry signatures of others, what its signer signed. */
function signedPayload({ content }: Parsed): unknown {
  if (content.kind !== 'signed' || content.entity.content.kind !== 'dsse') return content;
  const { payloadType, payload } = content.entity.content;
  return { payloadType, payload: toBase64(payload) };
}

const BUNDLES = [
  attestation({ timestamp: true }),
  attestation({ version: 'v0.1' }),
  attestation({ log: 'v2', timestamp: true }),
  attestation({ entry: 'intoto', version: 'v0.2' }),
  WORLD.signArtifact({ identity: WORKFLOW, artifact: toUtf8('the artifact'), at: NOW }),
];

const KEYED = [
  attestation({ identity: { kind: 'key', key: KEY } }),
  WORLD.signArtifact({ identity: { kind: 'key', key: KEY }, artifact: toUtf8('the artifact'), at: NOW }),
];

/** Bare envelopes, of a bundle's own content. */
const ENVELOPES = [attestation({ identity: { kind: 'key', key: KEY }, log: 'none' })].map((bundle) => {
  const { dsseEnvelope } = JSON.parse(Buffer.from(bundle).toString('utf8')) as { dsseEnvelope: object };
  const garbage = { sig: toBase64(Uint8Array.of(1)), keyid: 'x' };
  const envelope = dsseEnvelope as { signatures: readonly object[] };
  return toUtf8(JSON.stringify({ ...envelope, signatures: [garbage, ...envelope.signatures] }));
});

export const EVIDENCE_TARGETS: readonly Target[] = [
  evidenceTarget({ name: 'bundle', seeds: BUNDLES }, CERTIFIED),
  evidenceTarget({ name: 'keyed-bundle', seeds: KEYED }, new Verifier({ trustRoots: [ROOT], rules: [LOGGED_RULE] })),
  evidenceTarget({ name: 'envelope', seeds: ENVELOPES }, UNLOGGED, signedPayload),
  evidenceTarget({ name: 'statement', seeds: [toUtf8(JSON.stringify(PROVENANCE))] }, UNLOGGED),
];
