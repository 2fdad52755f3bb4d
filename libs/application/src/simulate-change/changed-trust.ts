import { ORGANIZATION_KEY_RULE } from '#attestation';
import { distrustsIn } from '#compliance';
import { AppError } from '#kernel';
import { loadTrustRoot, parseTrustRule, Verifier, type TrustRule } from '#verification';

import type { OrganizationId } from '../ids.js';
import type { Ports, Trust } from '../ports/index.js';
import { requireTenant } from '../tenant.js';
import { trustInForce } from '../verify-evidence/verify-evidence.js';
import { rejudgeAll } from './rejudge-all.js';

/** Rules as they would be written down; unread, because they come from outside. */
export interface RuleChange {
  /** Added, or in the place of the rule of the same id. */
  readonly put: readonly unknown[];
  /** Ids. */
  readonly retire: readonly string[];
}

const MAX_RULES = 200;

/**
 * The trust that would be in force. Statements about compromises are judged under it first: what they say holds only as
 * long as their signer is believed.
 * @throws AppError invalid TOO_MANY_RULES and every way in which a rule can be wrong; not-found RULE_UNKNOWN; conflict RULE_RESERVED
 */
export async function changedTrust(
  ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge'>,
  organization: OrganizationId,
  change: RuleChange,
): Promise<Trust> {
  const { trust, statements, slug } = await ports.unitOfWork.run(organization, async (stores) => ({
    trust: await trustInForce(stores),
    statements: (await stores.evidence.compromises()).map(({ evidence }) => evidence),
    slug: (await requireTenant(stores)).slug,
  }));
  const rules = changedRules(trust.rules, change);
  new Verifier({ trustRoots: trust.roots.map(loadTrustRoot), rules });
  const unwary: Trust = { roots: trust.roots, rules, distrusts: [] };
  const judged = await rejudgeAll(ports, organization, { digests: new Set(statements), trust: unwary });
  const facts = [...judged.values()].flatMap((judgement) => judgement.facts);
  return { ...unwary, distrusts: distrustsIn(facts, slug) };
}

function changedRules(rules: readonly TrustRule[], { put, retire }: RuleChange): readonly TrustRule[] {
  if (put.length + retire.length > MAX_RULES) {
    throw new AppError('invalid', 'TOO_MANY_RULES', `at most ${MAX_RULES} rules can be changed at once`);
  }
  const parsed = put.map(parseTrustRule);
  const gone = new Set([...parsed.map(({ id }) => id), ...retire]);
  if (gone.has(ORGANIZATION_KEY_RULE)) {
    throw new AppError(
      'conflict',
      'RULE_RESERVED',
      `the rule "${ORGANIZATION_KEY_RULE}" belongs to the organization's own key and cannot be changed here`,
    );
  }
  const unknown = retire.find((id) => !rules.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    throw new AppError('not-found', 'RULE_UNKNOWN', `no trust rule "${unknown.slice(0, 64)}" is in force`);
  }
  return [...rules.filter(({ id }) => !gone.has(id)), ...parsed];
}
