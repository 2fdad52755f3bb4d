import {
  compromiseStatement,
  humanEvidenceStatement,
  notApplicableStatement,
  planOfActionStatement,
  releaseManifestStatement,
  signStatement,
  waiverStatement,
  type UnsignedStatement,
} from '#attestation';
import { plansAmong } from '#compliance';
import { parse, type DecisionScope, type PlanOfAction } from '#evidence';
import { AppError, type Instant } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import { requireRelease } from '../manage-products/create-release.js';
import type { Ports, Stores } from '../ports/index.js';
import { plannedFacts } from '../read-plans/read-plans.js';
import type { ReceivedItem } from '../receive-evidence/receive-evidence.js';
import type { TakeIn } from '../receive-evidence/take-in.js';
import { requireTenant } from '../tenant.js';
import { requireColleague, requirePerson } from '../two-people.js';
import type { Decision, PlannedAction } from './decision.js';

/** Turns a person's word into a signed statement that walks the same rooms as all other evidence. */
export class StateDecision {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'keyring' | 'clock' | 'frameworks'>,
    private readonly takeIn: Pick<TakeIn, 'run'>,
  ) {}

  /** @throws AppError forbidden; invalid FOUR_EYES, WAIVER_TOO_WIDE, COLLECTED_LATER, SINCE_LATER, PERSON_NEEDED, DECISION_INVALID, …; not-found PRODUCT_UNKNOWN, RELEASE_UNKNOWN, CONTROL_UNKNOWN, PLAN_UNKNOWN; conflict PLAN_CHANGED */
  async run(actor: Actor, decision: Decision): Promise<ReceivedItem> {
    requirePermission(actor, decision.kind === 'release-manifest' ? 'evidence:write' : 'policy:write');
    this.requireControls(decision);
    const now = this.ports.clock.now();
    const statement = await this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const scope = await scopeOf(stores, decision);
      const colleague = await colleagueOf(stores, actor, decision);
      requireSense(decision, now);
      if (decision.kind === 'plan-of-action') await requireNewest(stores, decision, now);
      return toStatement({ decision, scope, actor, now, colleague });
    });
    const bytes = await signStatement(statement, await this.ports.keyring.signer(actor.organization));
    requireReadable(bytes);
    const [item] = await this.takeIn.run(actor, [{ bytes, origin: `${decision.kind} stated by ${actor.name}` }]);
    if (item === undefined)
      throw new AppError('internal', 'DECISION_NOT_KEPT', 'the decision was signed but not received');
    return item;
  }

  private requireControls(decision: Decision): void {
    if (decision.kind === 'release-manifest' || decision.kind === 'compromise') return;
    const named = decision.kind === 'human-evidence' ? decision.controls : [decision.control];
    const { frameworks } = this.ports;
    const known = frameworks.standing().map((id) => frameworks.framework(id).mapping.controls);
    const unknown = named.find((control) => !known.some((controls) => Object.hasOwn(controls, control)));
    if (unknown !== undefined) {
      throw new AppError(
        'not-found',
        'CONTROL_UNKNOWN',
        `no framework that releases are judged by has a control "${unknown.slice(0, 32)}"`,
      );
    }
    if (named.length === 0) throw new AppError('invalid', 'CONTROLS_EMPTY', 'name at least one control');
  }
}

/** What our own readers refuse is told to whoever says it, instead of being received and counting for nothing. */
function requireReadable(bytes: Uint8Array): void {
  const { content } = parse(bytes);
  if (content.kind === 'signed' && content.problem === undefined) return;
  const why = content.kind === 'signed' ? content.problem?.message : undefined;
  throw new AppError('invalid', 'DECISION_INVALID', why ?? 'this decision cannot be read back as a statement');
}

async function scopeOf(stores: Stores, decision: Decision): Promise<DecisionScope> {
  const { slug: organization } = await requireTenant(stores);
  const { product, release } = decision;
  if (product === undefined) {
    if (release !== undefined)
      throw new AppError('invalid', 'SCOPE_INVALID', 'a release is named together with its product');
    return { organization };
  }
  if (release !== undefined) {
    await requireRelease(stores, product, release);
    return { organization, product, release };
  }
  if ((await stores.products.bySlug(product)) === undefined) {
    throw new AppError('not-found', 'PRODUCT_UNKNOWN', `there is no product "${product}": create it first`);
  }
  return { organization, product };
}

/** What a statement that can be read would still not mean. */
function requireSense(decision: Decision, now: Instant): void {
  if (decision.kind === 'waiver' && decision.product === undefined) {
    throw new AppError('invalid', 'WAIVER_TOO_WIDE', 'a waiver names the product or the release that it is for');
  }
  if (decision.kind === 'compromise' && decision.since > now) {
    throw new AppError('invalid', 'SINCE_LATER', 'a compromise is stated once it is there, not for a moment to come');
  }
  if (decision.kind === 'human-evidence' && decision.collected > now) {
    throw new AppError('invalid', 'COLLECTED_LATER', 'a document cannot have been gathered after now');
  }
}

/**
 * Whoever writes the next state of an item has seen the one before: an item is begun once, and updated from its newest
 * statement. Two who write at the same moment are told apart afterwards, as a history that forks.
 */
async function requireNewest(stores: Stores, plan: PlannedAction, now: Instant): Promise<void> {
  const known = plansAmong(await plannedFacts(stores, plan), now).find(({ id }) => id === plan.id);
  const previous = plan.change?.previous;
  if (known?.evidence === previous) return;
  if (known === undefined) {
    throw new AppError('not-found', 'PLAN_UNKNOWN', `there is no item "${plan.id}" here that this could update`);
  }
  throw new AppError(
    'conflict',
    'PLAN_CHANGED',
    `item "${plan.id}" has been stated already: update it from its newest statement, ${known.evidence}`,
  );
}

/** A plan is answered for by a person; it moves no status, so one is enough. Everything else takes four eyes. */
async function colleagueOf(stores: Stores, actor: Actor, decision: Decision): Promise<string> {
  if (decision.kind === 'release-manifest') return actor.name;
  if (decision.kind === 'plan-of-action' || decision.kind === 'compromise') {
    requirePerson(actor);
    return actor.name;
  }
  const asked = decision.kind === 'human-evidence' ? decision.statedBy : decision.requestedBy;
  return (await requireColleague(stores, actor, asked)).name;
}

interface Parts {
  readonly decision: Decision;
  readonly scope: DecisionScope;
  readonly actor: Actor;
  /** Who states or asks; the actor agrees. */
  readonly colleague: string;
  readonly now: Instant;
}

function toStatement({ decision, scope, actor, now, colleague }: Parts): UnsignedStatement {
  switch (decision.kind) {
    case 'release-manifest': {
      const { product, release, revision, artifacts } = decision;
      const manifest = {
        scope: { ...scope, product, release },
        issuedAt: now,
        ...(revision === undefined ? {} : { revision }),
      };
      return releaseManifestStatement(manifest, artifacts);
    }
    case 'human-evidence': {
      const { controls, statement, collected, validFrom, validUntil, document } = decision;
      const people = { owner: colleague, reviewer: actor.name };
      return humanEvidenceStatement(
        { scope, controls, statement, ...people, collected, validFrom, validUntil },
        document,
      );
    }
    case 'waiver': {
      const { control, reason, compensatingControl, validUntil } = decision;
      const people = { requester: colleague, approver: actor.name };
      // A waiver starts when it is agreed to: back-dating has no field to write it in.
      return waiverStatement({ scope, control, reason, compensatingControl, ...people, validFrom: now, validUntil });
    }
    case 'not-applicable': {
      const { control, reason } = decision;
      const people = { requester: colleague, approver: actor.name };
      return notApplicableStatement({ scope, control, reason, ...people, validFrom: now });
    }
    case 'compromise': {
      const { distrusted, since, reason } = decision;
      return compromiseStatement({ scope, distrusted, since, reason, reporter: actor.name });
    }
    case 'plan-of-action': {
      return planOfActionStatement(planOf(decision, { scope, owner: actor.name }));
    }
  }
}

function planOf(decision: PlannedAction, by: Pick<PlanOfAction, 'scope' | 'owner'>): Omit<PlanOfAction, 'kind'> {
  const { id, control, weakness, detectedOn, mitigation, milestones, due, completedOn, change } = decision;
  return {
    ...{ ...by, id, control, weakness, detectedOn, mitigation, milestones, due },
    ...(completedOn !== undefined && { completedOn }),
    ...(change !== undefined && { change }),
  };
}
