import {
  humanEvidenceStatement,
  notApplicableStatement,
  releaseManifestStatement,
  signStatement,
  waiverStatement,
  type UnsignedStatement,
} from '#attestation';
import { parse, type DecisionScope } from '#evidence';
import { AppError, type Instant } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import { requireRelease } from '../manage-products/create-release.js';
import type { Ports, Stores } from '../ports/index.js';
import type { ReceivedItem } from '../receive-evidence/receive-evidence.js';
import type { TakeIn } from '../receive-evidence/take-in.js';
import type { PrincipalRecord } from '../records.js';
import { requireTenant } from '../tenant.js';
import type { Decision, WaiverDecision } from './decision.js';

/** Turns a person's word into a signed statement that walks the same rooms as all other evidence. */
export class StateDecision {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'keyring' | 'clock' | 'frameworks'>,
    private readonly takeIn: Pick<TakeIn, 'run'>,
  ) {}

  /** @throws AppError forbidden; invalid FOUR_EYES, DECISION_INVALID, …; not-found PRODUCT_UNKNOWN, RELEASE_UNKNOWN, CONTROL_UNKNOWN */
  async run(actor: Actor, decision: Decision): Promise<ReceivedItem> {
    requirePermission(actor, decision.kind === 'release-manifest' ? 'evidence:write' : 'policy:write');
    this.requireControls(decision);
    const now = this.ports.clock.now();
    const statement = await this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const scope = await scopeOf(stores, decision);
      return toStatement({ decision, scope, actor, now, requester: await requesterOf(stores, actor, decision) });
    });
    const bytes = await signStatement(statement, await this.ports.keyring.signer(actor.organization));
    requireReadable(bytes);
    const [item] = await this.takeIn.run(actor, [{ bytes, origin: `${decision.kind} stated by ${actor.name}` }]);
    if (item === undefined)
      throw new AppError('internal', 'DECISION_NOT_KEPT', 'the decision was signed but not received');
    return item;
  }

  private requireControls(decision: Decision): void {
    if (decision.kind === 'release-manifest') return;
    const named = decision.kind === 'human-evidence' ? decision.controls : [decision.control];
    const known = this.ports.frameworks.current().mapping.controls;
    const unknown = named.find((control) => !Object.hasOwn(known, control));
    if (unknown !== undefined) {
      throw new AppError(
        'not-found',
        'CONTROL_UNKNOWN',
        `the framework in force has no control "${unknown.slice(0, 32)}"`,
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

/** Four eyes: two different persons, neither of them a machine; one person with two tokens is still one person. */
async function requesterOf(stores: Stores, actor: Actor, decision: Decision): Promise<string | undefined> {
  if (decision.kind !== 'waiver') return undefined;
  const [requester] = await stores.organizations.principals([decision.requestedBy]);
  if (requester?.kind !== 'person' || actor.principalKind !== 'person' || isSamePerson(requester, actor)) {
    throw new AppError('invalid', 'FOUR_EYES', 'a waiver needs a person who asks and another person who agrees');
  }
  return requester.name;
}

function isSamePerson(requester: PrincipalRecord, actor: Actor): boolean {
  const spelt = (name: string): string => name.trim().toLowerCase();
  return requester.id === actor.principal || spelt(requester.name) === spelt(actor.name);
}

interface Parts {
  readonly decision: Decision;
  readonly scope: DecisionScope;
  readonly actor: Actor;
  readonly requester: string | undefined;
  readonly now: Instant;
}

function toStatement(parts: Parts): UnsignedStatement {
  const { decision, scope, actor, now } = parts;
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
      const { controls, statement, validFrom, validUntil, document } = decision;
      return humanEvidenceStatement({ scope, controls, statement, owner: actor.name, validFrom, validUntil }, document);
    }
    case 'waiver':
      return waiverOf(decision, parts);
    case 'not-applicable': {
      const { control, reason } = decision;
      return notApplicableStatement({ scope, control, reason, approver: actor.name, validFrom: now });
    }
  }
}

/** A waiver starts when it is agreed to: back-dating has no field to write it in. */
function waiverOf(decision: WaiverDecision, { scope, actor, requester, now }: Parts): UnsignedStatement {
  const { control, reason, compensatingControl, validUntil } = decision;
  if (requester === undefined) throw new AppError('invalid', 'FOUR_EYES', 'a waiver needs a person who asks');
  return waiverStatement({
    scope,
    control,
    reason,
    compensatingControl,
    requester,
    approver: actor.name,
    validFrom: now,
    validUntil,
  });
}
