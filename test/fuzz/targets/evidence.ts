import { parse, type Parsed } from '#evidence';
import { toBase64, toUtf8 } from '#kernel';
import { Verifier, type Expectation, type TrustRule, type Verdict } from '#verification';

import {
  attestation,
  KEY,
  KEY_RULE,
  NOW,
  ROOT,
  RULE,
  WORKFLOW,
  WORLD,
} from '../../../libs/verification/src/testing/world.js';
import { believed } from '../../attack/believed.js';
import { must, type Target } from '../target.js';

const OUTCOMES: ReadonlySet<string> = new Set(['verified', 'rejected', 'unverified']);
const CERTIFIED = new Verifier({ trustRoots: [ROOT], rules: [RULE] });
const UNLOGGED = new Verifier({ trustRoots: [ROOT], rules: [KEY_RULE] });
const LOGGED_RULE: TrustRule = { ...KEY_RULE, log: { required: 1 }, time: { required: 1 } };

interface Question {
  /** What must be the same for evidence to say the same; all that the verdict believes unless said otherwise. */
  readonly essence?: (parsed: Parsed, verdict: Verdict) => string;
  readonly expectation?: Expectation;
}

/** Whole evidence from its bytes to its verdict: what was not believed before is not believed now. */
export function evidenceTarget(
  { name, seeds }: Pick<Target, 'name' | 'seeds'>,
  verifier: Verifier,
  { essence = believed, expectation = {} }: Question = {},
): Target {
  const before = new Set(seeds.map((seed) => beliefOf(parse(seed), verifier, { essence, expectation })));
  must(!before.has(undefined), `every seed of ${name} verifies`);
  return {
    name,
    seeds,
    enter: (input) => {
      const parsed = parse(input);
      const { verdict, verified } = verifier.verify(parsed, expectation);
      must(OUTCOMES.has(verdict.outcome), 'a verdict has one of three outcomes');
      must(verdict.checks.length === 12, 'a ladder has twelve rungs');
      must(!verdict.checks.some(({ code }) => code === 'INTERNAL'), 'no input reaches a bug of ours');
      must((verified !== undefined) === (verdict.outcome === 'verified'), 'proof and outcome agree');
      if (verified !== undefined) must(before.has(essence(parsed, verdict)), 'nothing verifies that did not before');
    },
  };
}

function beliefOf(
  parsed: Parsed,
  verifier: Verifier,
  { essence, expectation }: Required<Question>,
): string | undefined {
  const { verdict, verified } = verifier.verify(parsed, expectation);
  return verified === undefined ? undefined : essence(parsed, verdict);
}

/** Of an envelope that may carry signatures of others, what its signer signed. */
function signedPayload({ content }: Parsed): string {
  if (content.kind !== 'signed' || content.entity.content.kind !== 'dsse') return JSON.stringify(content);
  const { payloadType, payload } = content.entity.content;
  return `${payloadType} ${toBase64(payload)}`;
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
  evidenceTarget({ name: 'envelope', seeds: ENVELOPES }, UNLOGGED, { essence: signedPayload }),
];
