import { AppError } from '#kernel';
import type { TrustRule } from '#verification';
import { z } from 'zod';

import type { Delegation } from './delegations.js';

/** `custom.averment` beside a delegation; whatever else is there was meant to limit something, so it is refused. */
const schema = z.strictObject({ evidenceKinds: z.array(z.string()) });

/** Each delegator on the way may narrow what may be stated, and none can widen it. @throws AppError invalid TUF_RULE_KIND, TUF_TERMS */
export function requireWithinTerms({ id, kinds }: TrustRule, delegations: readonly Delegation[]): void {
  for (const { role, terms } of delegations) {
    const allowed = evidenceKindsOf(role, terms['custom']);
    const beyond = allowed && kinds.find((kind) => !allowed.includes(kind));
    if (beyond !== undefined)
      throw new AppError(
        'invalid',
        'TUF_RULE_KIND',
        `the rule ${id} is about ${beyond}, which the role ${role} was not entrusted with`,
      );
  }
}

function evidenceKindsOf(role: string, custom: unknown): readonly string[] | undefined {
  if (typeof custom !== 'object' || custom === null || !Object.hasOwn(custom, 'averment')) return undefined;
  const read = schema.safeParse((custom as { readonly averment: unknown }).averment);
  if (read.success) return read.data.evidenceKinds;
  throw new AppError(
    'invalid',
    'TUF_TERMS',
    `custom.averment of the delegation to ${role} is not { "evidenceKinds": [...] }: its delegator must correct it`,
  );
}
