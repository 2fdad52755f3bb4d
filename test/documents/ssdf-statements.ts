import { readFileSync } from 'node:fs';

import { parse, type Parsed, type Predicate } from '#evidence';
import { digestOf, parseInstant, type JsonObject, type JsonValue } from '#kernel';
import { createSigstore, deriveKey, Seed } from '#sample-world';
import { loadTrustRoot, parseTrustRule, Verifier } from '#verification';

// Statements that `docs/ssdf.md` shows or speaks of, signed and read as evidence is.

const NOW = parseInstant('2026-11-20T12:00:00Z');
const PAGE = new URL('../../docs/ssdf.md', import.meta.url);
const sigstore = createSigstore({ seed: 'page', now: NOW, name: 'page' });
const key = deriveKey(new Seed('page'), 'organization', 'p256');

function signed(statement: JsonValue): Parsed {
  return parse(sigstore.attest({ identity: { kind: 'key', key }, statement, at: NOW, log: 'none' }));
}

function predicateOf({ content }: Parsed): Predicate | undefined {
  return content.kind === 'signed' ? content.predicate : undefined;
}

/** A result of tests whose configurations have these names. */
export function testResult(names: readonly string[]): Predicate | undefined {
  return predicateOf(
    signed({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'app', digest: { sha256: 'a'.repeat(64) } }],
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
      predicate: { result: 'PASSED', configuration: names.map((name) => ({ name })) },
    }),
  );
}

export interface HumanExample extends JsonObject {
  readonly subject: JsonValue;
  readonly predicateType: string;
  readonly predicate: JsonObject;
}

/** The example of the page, its digest filled in. */
export function humanExample(): HumanExample {
  const [, text = '{}'] = /```json\n([^]*?)```/.exec(readFileSync(PAGE, 'utf8')) ?? [];
  return JSON.parse(text.replace('"…"', `"${'b'.repeat(64)}"`)) as HumanExample;
}

/** What becomes of the example when the organization's key signs it. */
export function verdictOnHumanExample() {
  const parsed = signed(humanExample());
  const bytes = sigstore.trustedRoot();
  const root = loadTrustRoot({ name: 'page', digest: digestOf(bytes), bytes, source: 'file' });
  const rule = parseTrustRule({
    ...{ id: 'organization', scope: { kind: 'organization' }, kinds: ['human-evidence'], log: 'none', time: 'none' },
    signer: { kind: 'key', publicKey: key.publicKey.toPem() },
  });
  const { outcome, checks } = new Verifier({ trustRoots: [root], rules: [rule] }).verify(parsed).verdict;
  return { kind: parsed.kind, predicate: predicateOf(parsed), outcome, rungs: checks.length };
}
