import { digestOf, fromUtf8, parseStrictJson, toUtf8 } from '#kernel';
import { PrivateAuthority } from '#sample-world';
import { loadTrustRoot, parseTrustRule, Verifier } from '#verification';

import { KEY_RULE, NOW, ROOT, ROOT_BYTES, RULE } from '../../../libs/verification/src/testing/world.js';
import { AppError, must, ParseError, unlessRefused, type Target } from '../target.js';

const AUTHORITY = new PrivateAuthority({ seed: 'fuzz', now: NOW, name: 'acme' });
const DOMAIN = new PrivateAuthority({ seed: 'fuzz', now: NOW, name: 'acme', trustDomain: 'acme.example' });

const RULES = [
  RULE,
  KEY_RULE,
  { ...RULE, signer: { kind: 'workload', identity: { exactly: 'a@acme.example' } }, trustRoot: 'acme' },
  {
    ...RULE,
    build: { tag: 'v1', versionedTag: 'v1', inputs: { a: 'b' } },
    summary: { verifierId: 'https://verifier.example', levels: ['SLSA_BUILD_LEVEL_1'] },
    signer: { ...RULE.signer, identity: { pattern: 'https://forge\\.example/(acme|[a-z]{1,8})/x.*' } },
    builders: { 'https://builder.example/v1': 3 },
    source: 'https://forge.example/acme/x',
    predicateTypes: ['https://slsa.dev/provenance/v1'],
    anchors: ['product'],
    validFrom: '2026-01-01',
    trustRoot: ROOT.name,
  },
];

/** A rule that is read asks for something: a verifier takes it, or says why not. */
const RULE_TARGET: Target = {
  name: 'trust-rule',
  seeds: RULES.map((rule) => toUtf8(JSON.stringify(rule))),
  enter: (input) => {
    const rule = unlessRefused([ParseError], () => parseTrustRule(parseStrictJson(input)));
    if (rule === undefined) return;
    const again = parseTrustRule(JSON.parse(JSON.stringify(rule)));
    must(JSON.stringify(again) === JSON.stringify(rule), 'a rule that was read reads as itself');
    for (const threshold of [rule.log, rule.time])
      must(threshold === 'none' || threshold.required >= 1, 'a threshold asks for at least one');
    unlessRefused([AppError], () => new Verifier({ trustRoots: [ROOT], rules: [rule] }));
  },
};

const ROOT_TARGET: Target = {
  name: 'trust-root',
  seeds: [ROOT_BYTES, AUTHORITY.pem(), AUTHORITY.pem('with-time-stamps'), DOMAIN.spiffeBundle()],
  enter: (bytes) => {
    const load = () => loadTrustRoot({ name: 'fuzzed', digest: digestOf(bytes), bytes, source: 'file' });
    const root = unlessRefused([ParseError], load);
    if (root === undefined) return;
    const listed = root.certificateAuthorities.length + root.timestampAuthorities.length + root.logs.size;
    must(listed > 0, 'a root that is loaded lists somebody');
  },
};

const JSON_TEXTS = ['{"a":[1,2,{"b":"\\u0061"}],"c":null}', '[[[[]]],{"":{"":0}}]', '"\\ud83d\\ude00"', '1e3'];

/** Strings that a colon follows: as many as an object kept, or one stood there twice. */
function keysIn(text: string): number {
  return text.match(/"(?:[^"\\]|\\.)*"\s*:/g)?.length ?? 0;
}

/** Strict JSON is a part of JSON: what it reads, everybody reads in the same way. */
const JSON_TARGET: Target = {
  name: 'strict-json',
  seeds: [...JSON_TEXTS.map(toUtf8), ROOT_BYTES],
  enter: (input) => {
    const value = unlessRefused([ParseError], () => parseStrictJson(input));
    if (value === undefined) return;
    const text = fromUtf8(input);
    must(JSON.stringify(value) === JSON.stringify(JSON.parse(text)), 'both readers see one document');
    must(keysIn(JSON.stringify(value)) === keysIn(text), 'no key is dropped on the way');
  },
};

export const TRUST_TARGETS: readonly Target[] = [RULE_TARGET, ROOT_TARGET, JSON_TARGET];
