import { equalBytes, sha256, toBase64, toHex, type PublicKey } from '#kernel';

import type { PreparedRule } from '../rules/prepared-rule.js';
import { proveSignature, type KeyUse, type ProvenSignature, type SignedMatter } from './signature.js';
import { attempt, stopped, type Step } from './step.js';

/** Keys come from the rules alone; the hint of the evidence only says which to try first and what its failure means. */
export function proveByRuleKeys(
  hint: string,
  matter: SignedMatter,
  rules: readonly PreparedRule[],
): Step<ProvenSignature> {
  const fits = (use: KeyUse) => use.keyid === undefined || namesIn(matter).includes(use.keyid);
  const named = usesOf(namedRules(hint, rules)).filter(fits);
  const others = usesOf(rules).filter((use) => fits(use) && !named.some((known) => isSame(known, use)));
  let first: Step<ProvenSignature> | undefined;
  for (const use of [...named, ...others]) {
    const tried = attempt('signature', () => proveSignature(use.key, matter, use), describeSignature);
    if (tried.proof !== undefined) return tried;
    first ??= tried;
  }
  if (first !== undefined && (named.length > 0 || first.check.code !== 'SIGNATURE_INVALID')) return first;
  return { check: stopped('signature', 'SIGNATURE_KEY_UNKNOWN', { found: hint === '' ? 'no hint' : `hint ${hint}` }) };
}

function namesIn({ content }: SignedMatter): readonly string[] {
  return content.kind === 'message' ? [] : content.signatures.map(({ keyid }) => keyid);
}

/** Does a rule name its key so? */
export function namesKey(hint: string, rules: readonly PreparedRule[]): boolean {
  return namedRules(hint, rules).length > 0;
}

function namedRules(hint: string, rules: readonly PreparedRule[]): readonly PreparedRule[] {
  if (hint === '') return [];
  return rules.filter((rule) => rule.key !== undefined && namesOf(rule, rule.key).includes(hint));
}

/** How signers name keys: hex or base64 of SHA-256 over the key, npm's unpadded `SHA256:…`, the rule's id, its key id, in-toto's. */
function namesOf({ rule, layoutKeyIds = [] }: PreparedRule, key: PublicKey): readonly string[] {
  const base64 = toBase64(sha256(key.spki));
  const keyid = rule.signer.kind === 'key' ? rule.signer.keyid : undefined;
  return [
    key.fingerprint,
    base64,
    `SHA256:${base64.replace(/=+$/, '')}`,
    rule.id,
    ...layoutKeyIds,
    ...(keyid === undefined ? [] : [keyid]),
  ];
}

/** Each way in which a rule lets a key sign, once. */
function usesOf(rules: readonly PreparedRule[]): readonly KeyUse[] {
  const uses = rules.flatMap(({ key, rule }): readonly KeyUse[] =>
    key === undefined || rule.signer.kind !== 'key'
      ? []
      : [{ key, over: rule.signer.signs ?? 'envelope', keyid: rule.signer.keyid }],
  );
  return uses.filter((use, index) => uses.findIndex((other) => isSame(other, use)) === index);
}

function isSame(a: KeyUse, b: KeyUse): boolean {
  return a.over === b.over && a.keyid === b.keyid && equalBytes(a.key.spki, b.key.spki);
}

export function describeSignature({ key, verified, digests, over }: ProvenSignature): { readonly found: string } {
  const what = digests.map(({ hash, digest }) => `${hash}:${toHex(digest)}`).join(', ');
  const whole = over === 'payload' ? 'the payload without its type' : 'the envelope';
  return { found: `${key.kind} signature over ${what === '' ? `${whole} (${verified} by this key)` : what}` };
}
