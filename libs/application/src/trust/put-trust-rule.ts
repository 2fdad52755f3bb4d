import { ORGANIZATION_KEY_RULE } from '#attestation';
import { AppError } from '#kernel';
import { loadTrustRoot, parseTrustRule, Verifier, type TrustRootSource, type TrustRule } from '#verification';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports, Stores } from '../ports/index.js';
import type { TrustRuleRecord } from '../records.js';

/** Adds a trust rule or replaces the one of the same id; everything held is judged again in the background lane. */
export class PutTrustRule {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden; invalid (every way in which a rule can be wrong); conflict RULE_RESERVED */
  run(actor: Actor, input: unknown): Promise<TrustRuleRecord> {
    requirePermission(actor, 'policy:write');
    const rule = parseTrustRule(input);
    refuseReserved(rule.id);
    const record: TrustRuleRecord = { rule, createdAt: this.ports.clock.now(), createdBy: actor.principal };
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await requireConsistent(stores, { rule });
      await stores.trust.putRule(record);
      await afterTrustChange(stores, actor, { action: 'trust-rule.put', target: rule.id, at: record.createdAt });
      return record;
    });
  }
}

export class RetireTrustRule {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden; not-found RULE_UNKNOWN; conflict RULE_RESERVED */
  run(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'policy:write');
    refuseReserved(id);
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      if (!(await stores.trust.retireRule(id, at)))
        throw new AppError('not-found', 'RULE_UNKNOWN', `no trust rule "${id}" is in force`);
      await afterTrustChange(stores, actor, { action: 'trust-rule.retired', target: id, at });
    });
  }
}

function refuseReserved(id: string): void {
  if (id !== ORGANIZATION_KEY_RULE) return;
  throw new AppError(
    'conflict',
    'RULE_RESERVED',
    `the rule "${id}" belongs to the organization's own key and cannot be changed here`,
  );
}

/** A verifier over what is held and what is added must be possible, or the whole organization would stop being judged. */
export async function requireConsistent(
  stores: Stores,
  added: { readonly rule?: TrustRule; readonly root?: TrustRootSource },
): Promise<void> {
  const { rule, root } = added;
  const roots = [...(await stores.trust.roots()), ...(root === undefined ? [] : [root])];
  const others = (await stores.trust.rules()).map((record) => record.rule).filter(({ id }) => id !== rule?.id);
  new Verifier({ trustRoots: roots.map(loadTrustRoot), rules: [...others, ...(rule === undefined ? [] : [rule])] });
}

export async function afterTrustChange(
  stores: Stores,
  actor: Actor,
  entry: { readonly action: string; readonly target: string; readonly at: TrustRuleRecord['createdAt'] },
): Promise<void> {
  await stores.outbox.add([{ name: 'reverify-organization', organization: actor.organization }]);
  await stores.audit.append([{ actor: actor.principal, ...entry }]);
}
