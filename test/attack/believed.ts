import type { Parsed } from '#evidence';
import type { Verdict } from '#verification';

/**
 * What evidence says, who proved to have said it, and when: all that a verdict believes. Witnesses may be left out
 * where others are enough; names of keys are hints, and the key that verifies is found whatever they say.
 */
export function believed({ kind, content }: Parsed, { signer, signedAt }: Verdict): string {
  if (content.kind !== 'signed') return JSON.stringify({ kind, content });
  const { entity, ...said } = content;
  return JSON.stringify({ kind, said, signer, signedAt, content: entity.content }, withoutNames);
}

/** Names of keys are left out, and what JSON would lose is spelt out. */
function withoutNames(key: string, value: unknown): unknown {
  if (value instanceof Map) return [...(value as ReadonlyMap<unknown, unknown>)];
  return key === 'keyid' || key === 'hint' ? undefined : value;
}
