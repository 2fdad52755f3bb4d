import { defectsIn } from '../defect.js';

const ROOM = 'libs/verification/src';
const LADDER = `${ROOM}/verifier.spec.ts`;
const RULES = `${ROOM}/rules/parse-trust-rule.spec.ts`;
const ROOT = `${ROOM}/trust/load-trust-root.spec.ts`;
const FIELDS = 'test/attack/rule-fields.spec.ts';

/** Signatures, who may make them, what they are about, and what that is worth. */
export const POLICY_DEFECTS = [
  ...defectsIn(
    ROOM,
    [LADDER, 'test/attack/dsse.spec.ts'],
    [
      ['signature-envelope', 'rungs/signature.ts', 'if (own.length === 0) {', 'if (own.length < 0) {'],
      [
        'signature-message',
        'rungs/signature.ts',
        'verifies(key, artifact, { hash: candidate, signature: content.signature })',
        'candidate.length > 0',
      ],
      [
        'signature-digest',
        'rungs/signature.ts',
        'usable.filter((value) => verifyOverDigest(key, value, content.signature))',
        'usable',
      ],
      [
        'signature-each-judged',
        'rungs/signature.ts',
        'content.signatures.filter((',
        'content.signatures.slice(0, 1).filter((',
      ],
      [
        'key-id-of-rule',
        'rungs/key-signature.ts',
        'use.keyid === undefined || namesIn(matter).includes(use.keyid)',
        'true',
        `${ROOM}/rungs/key-signature.spec.ts`,
        FIELDS,
      ],
    ],
  ),
  ...defectsIn(
    ROOM,
    [LADDER],
    [
      [
        'issuer-exact',
        'rungs/identity.ts',
        'signer.issuer !== expected.issuer',
        '!signer.issuer.startsWith(expected.issuer.slice(0, 8))',
      ],
      ['identity-exact', 'rules/prepared-rule.ts', 'text === identity.exactly', 'text.startsWith(identity.exactly)'],
      [
        'identity-extension',
        'rungs/identity.ts',
        'if (found === value) continue;',
        'if (found === value || found !== undefined) continue;',
      ],
      [
        'identity-extension-absent',
        'rungs/identity.ts',
        'if (found === value) continue;',
        'if (found === value || found === undefined) continue;',
      ],
      [
        'identity-trust-root',
        'rungs/identity.ts',
        'rule.trustRoot !== undefined && rule.trustRoot !== root.name',
        'root.name.length === 0',
      ],
      ['rule-kinds', 'verifier.ts', 'rule.kinds.includes(item.parsed.kind)', 'rule.kinds.length > 0'],
      [
        'no-rule-no-pass',
        'judgement.ts',
        `identity: stopped('identity', 'RULE_MISSING', { expected, ...found })`,
        `identity: { rung: 'identity', outcome: 'passed', expected, ...found }`,
      ],
      [
        'seal-needs-rule',
        'verifier.ts',
        'ladder.rule !== undefined && holds(ladder)',
        'ladder.rule === undefined || holds(ladder)',
      ],
      [
        'could-not-check-blocks',
        'rungs/step.ts',
        `outcome === 'failed' || outcome === 'could-not-check'`,
        `outcome === 'failed'`,
      ],
      ['subject-digest', 'rungs/subject.ts', 'if (wanted.has(digest) &&', 'if (digest.length > 0 &&'],
      ['subject-stated-digest', 'rungs/subject.ts', '(stated === undefined || agrees(stated, wanted))', 'true'],
      ['predicate-accepted', 'rungs/predicate.ts', 'accepted === undefined || accepted.includes(type)', 'true'],
      [
        'predicate-problem',
        'rungs/predicate.ts',
        `if (problem?.rung === 'predicate') {`,
        `if (problem?.rung === 'predicate' && statement === undefined) {`,
      ],
      ['rule-window', 'rungs/policy.ts', 'time < from || time > until', 'time < from - until'],
      [
        'rule-window-untimed',
        'rungs/policy.ts',
        `if (times.length === 0) throw new VerificationError('POLICY_WINDOW_UNTIMED', { expected });`,
        '',
      ],
      [
        'rule-builder',
        'rungs/build-policy.ts',
        'builders === undefined || builderLevel(builders, builderId) !== undefined',
        'builders === undefined || builderId.length > 0',
        'test/attack/levels.spec.ts',
      ],
      ['rule-source', 'rungs/build-policy.ts', 'return found === named ||', 'return found.length > 0 ||'],
      ['threshold-positive', 'thresholds.ts', 'Number(value) >= 1', 'Number(value) >= 0'],
      [
        'none-needs-bare-root',
        'rules/prepared-rule.ts',
        `(rule.log === 'none' && logIsListed) || (rule.time === 'none' && timeIsListed)`,
        'logIsListed && timeIsListed && rule.id.length === 0',
      ],
      [
        'one-root-per-name',
        'verifier.ts',
        'new Set(roots.map(({ name }) => name)).size < roots.length',
        'roots.length < 1',
      ],
    ],
  ),
  ...defectsIn(
    ROOM,
    [RULES],
    [
      ['pattern-anchored', 'rules/identity-pattern.ts', 'compiled.matches(text)', 'compiled.matcher(text).find()'],
      [
        'pattern-length',
        'rules/identity-pattern.ts',
        'pattern.length > LIMITS.patternCharacters',
        'pattern.length > Infinity',
      ],
      ['rule-threshold-zero', 'rules/trust-rule-schema.ts', 'z.int().min(1)', 'z.int().min(0)'],
      ['rule-private-key', 'rules/trust-rule-schema.ts', `!pem.includes('PRIVATE KEY')`, 'pem.length > 0'],
      ['rule-once', 'rules/parse-trust-rule.ts', 'if (sorted[index + 1]?.id === rule.id)', 'if (index < 0)'],
      [
        'rule-window-order',
        'rules/trust-rule-schema.ts',
        'Date.parse(from) > Date.parse(until)',
        'Date.parse(from) > Infinity',
      ],
      [
        'rule-unknown-field',
        'rules/trust-rule-schema.ts',
        'export const trustRuleSchema = z\n  .strictObject(',
        'export const trustRuleSchema = z\n  .object(',
        FIELDS,
      ],
    ],
  ),
  ...defectsIn(
    ROOM,
    [ROOT],
    [
      [
        'root-digest',
        'trust/load-trust-root.ts',
        'if (digestOf(source.bytes) !== source.digest) {',
        'if (source.digest.length === 0) {',
      ],
      [
        'root-media-type',
        'trust/load-trust-root.ts',
        '!MEDIA_TYPES.includes(',
        '![...MEDIA_TYPES, "application/json"].includes(',
      ],
      [
        'root-log-id',
        'trust/transparency-log.ts',
        'if (!idsOf(verificationKey.key, origin).some(',
        'if (id.length === 0 && idsOf(verificationKey.key, origin).some(',
      ],
      ['root-log-twice', 'trust/load-trust-root.ts', 'if (logs.has(log.id)) throw', 'if (logs.size < 0) throw'],
      [
        'root-log-window',
        'trust/window.ts',
        `if (from === undefined && start === 'required') {`,
        'if (from === undefined && until === null) {',
      ],
      ['root-unknown-field', 'trust/only-fields.ts', '!known.includes(name)', 'known.length === 0'],
      [
        'root-key-kind',
        'trust/public-key-field.ts',
        'if (key.kind !== expected.kind) {',
        'if (key.kind.length === 0) {',
        'test/attack/keys.spec.ts',
      ],
    ],
  ),
  ...defectsIn(
    'libs/compliance/src',
    ['test/attack/levels.spec.ts', 'libs/compliance/src/extract/extract-facts.spec.ts'],
    [
      [
        'level-from-rule',
        'claims/build-provenance.ts',
        'const UNLISTED_BUILDER_LEVEL = 1;',
        'const UNLISTED_BUILDER_LEVEL = 3;',
      ],
    ],
  ),
  ...defectsIn(
    'libs/compliance/src',
    ['libs/compliance/src/input/assemble.spec.ts', 'libs/compliance/src/extract/extract-facts.spec.ts', FIELDS],
    [
      [
        'scope-of-product',
        'input/assemble.ts',
        ` || rule.scope.product === scope.product`,
        ` || rule.scope.product.length > 0`,
      ],
      [
        'scope-of-decision',
        'extract/extract-anchors.ts',
        `rule.scope.kind === 'product' && rule.scope.product !== product`,
        `rule.scope.kind === 'product' && product === ''`,
      ],
      [
        'anchors-named-by-rule',
        'extract/extract-anchors.ts',
        `names.includes('product') && rule.scope.kind === 'product'`,
        `rule.scope.kind === 'product'`,
      ],
      ['population-worth', 'extract/extract-manifest.ts', `rule.population ?? 'declared'`, `'independent'`],
      [
        'team-controlled',
        'extract/extract-facts.ts',
        'teamControlled: rule.teamControlled &&',
        'teamControlled: rule.id.length === 0 &&',
      ],
    ],
  ),
  ...defectsIn(
    'apps/cli/src',
    ['apps/cli/src/failure.spec.ts'],
    [
      [
        'exit-of-a-bug',
        'exit-code.ts',
        'error instanceof AppError ? exitCodeOfKind(error.kind) : EXIT.bug',
        'error instanceof AppError ? exitCodeOfKind(error.kind) : EXIT.met',
      ],
    ],
  ),
];
