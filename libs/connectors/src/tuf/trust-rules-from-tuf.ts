import { ORGANIZATION_KEY_RULE } from '#attestation';
import { AppError, parseStrictJson } from '#kernel';
import { parseTrustRule, type TrustRule } from '#verification';

import { tried } from './delegations.js';
import { requireWithinTerms } from './delegation-terms.js';
import { TUF_LIMITS } from './limits.js';
import type { TufRepository, TufTarget } from './repository.js';

/** A rule that its signer may state, and who that is: `targets` or a role it delegated to. */
export interface DelegatedRule {
  readonly rule: TrustRule;
  readonly path: string;
  readonly role: string;
}

/** A rule nobody follows, and why. It takes no other rule with it: rules only ever add whom to believe. */
export interface RefusedRule {
  /** Absent where the role itself was refused. */
  readonly path?: string;
  readonly role: string;
  readonly code: string;
  readonly message: string;
}

export interface DelegatedRules {
  readonly rules: readonly DelegatedRule[];
  readonly refused: readonly RefusedRule[];
}

const FOLDER = 'trust-rules/';

/**
 * The organization's own delegation of who may sign what. A rule is the target `trust-rules/ID.json` when it is about the
 * organization and `trust-rules/PRODUCT/ID.json` when it is about a product, so the paths that a role is entrusted with
 * say which rules it may state; `evidenceKinds` beside a delegation says of what kinds.
 * @throws AppError unavailable, and TUF_* of `targets`
 */
export async function trustRulesFromTuf(repository: TufRepository): Promise<DelegatedRules> {
  const every = await repository.everyRole();
  const rules = new Map<string, DelegatedRule>();
  const refused: RefusedRule[] = every.refused.map(({ role, reason }) => ({ role, ...saying(reason) }));
  let read = 0;
  for (const [role, { targets }] of every.roles) {
    for (const path of Object.keys(targets).filter((name) => name.startsWith(FOLDER))) {
      if (++read > TUF_LIMITS.rules) return { rules: [...rules.values()], refused: [...refused, beyondMeasure(role)] };
      const rule = await tried(() => ruleAt(repository, path, role, rules));
      if (rule instanceof AppError) refused.push({ path, role, ...saying(rule) });
      else rules.set(rule.id, { rule, path, role });
    }
  }
  return { rules: [...rules.values()], refused };
}

function beyondMeasure(role: string): RefusedRule {
  const message = `the repository names more than ${TUF_LIMITS.rules} trust rules: the rest is not read`;
  return { role, ...saying(new AppError('too-large', 'TUF_RULES_TOO_MANY', message)) };
}

function saying({ code, message }: AppError): { readonly code: string; readonly message: string } {
  return { code, message };
}

async function ruleAt(
  repository: TufRepository,
  path: string,
  role: string,
  known: ReadonlyMap<string, DelegatedRule>,
): Promise<TrustRule> {
  if ((await repository.signerOf(path)) !== role) throw notDelegated(path, role);
  const rule = ruleOf(await repository.target(path, TUF_LIMITS.ruleBytes));
  const first = known.get(rule.id);
  if (first === undefined) return rule;
  throw new AppError(
    'invalid',
    'TUF_RULE_DUPLICATE',
    `${path} states a rule under the id ${rule.id}, as ${first.path} does before it: give it another id`,
  );
}

function notDelegated(path: string, role: string): AppError {
  return new AppError(
    'invalid',
    'TUF_NOT_DELEGATED',
    `the role ${role} names ${path}, for which it was not asked: its delegation does not cover the path, or another role comes first`,
  );
}

function ruleOf({ path, bytes, delegations }: TufTarget): TrustRule {
  const rule = parseTrustRule(parseStrictJson(bytes));
  const expected = pathOf(rule);
  if (path !== expected)
    throw new AppError(
      'invalid',
      'TUF_RULE_MISPLACED',
      `${path} states a rule whose place is ${expected}: put it there, signed by a role that may`,
    );
  // Whoever states this rule could sign human statements in the organization's name.
  if (rule.id === ORGANIZATION_KEY_RULE)
    throw new AppError(
      'invalid',
      'TUF_RULE_RESERVED',
      `the id ${rule.id} is kept for the key that signs: choose another`,
    );
  requireWithinTerms(rule, delegations);
  return rule;
}

function pathOf({ id, scope }: TrustRule): string {
  return scope.kind === 'product' ? `${FOLDER}${scope.product}/${id}.json` : `${FOLDER}${id}.json`;
}
