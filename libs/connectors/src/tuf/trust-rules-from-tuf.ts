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
 * @throws AppError too-large TUF_RULES_TOO_MANY; unavailable
 */
export async function trustRulesFromTuf(repository: TufRepository): Promise<DelegatedRules> {
  const { roles, refused } = await repository.everyRole();
  const named = [...roles].flatMap(([role, { targets }]) => rulePaths(targets).map((path) => ({ role, path })));
  if (named.length > TUF_LIMITS.rules)
    throw new AppError(
      'too-large',
      'TUF_RULES_TOO_MANY',
      `the repository names more than ${TUF_LIMITS.rules} trust rules`,
    );
  const answers = [];
  for (const { role, path } of named)
    answers.push({ role, path, answer: await tried(() => ruleAt(repository, path, role)) });
  return {
    rules: answers.flatMap(({ role, path, answer }) =>
      answer instanceof AppError ? [] : [{ rule: answer, path, role }],
    ),
    refused: [
      ...refused.map(({ role, reason }) => ({ role, ...saying(reason) })),
      ...answers.flatMap(({ role, path, answer }) =>
        answer instanceof AppError ? [{ role, path, ...saying(answer) }] : [],
      ),
    ],
  };
}

function rulePaths(targets: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(targets).filter((path) => path.startsWith(FOLDER));
}

function saying({ code, message }: AppError): { readonly code: string; readonly message: string } {
  return { code, message };
}

async function ruleAt(repository: TufRepository, path: string, role: string): Promise<TrustRule> {
  const target = await repository.target(path, TUF_LIMITS.ruleBytes);
  const signer = target.delegations.at(-1)?.role ?? 'targets';
  if (signer !== role) throw notDelegated(path, role);
  return ruleOf(target);
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
  requireWithinTerms(rule, delegations);
  return rule;
}

function pathOf({ id, scope }: TrustRule): string {
  return scope.kind === 'product' ? `${FOLDER}${scope.product}/${id}.json` : `${FOLDER}${id}.json`;
}
