import { AppError, ParseError } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { MappingLayerId, PrincipalId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import { afterLayerChange } from './after-layer-change.js';
import { frameworkInForce } from './frameworks-in-force.js';
import type { MappingLayerRecord } from './mapping-layer.js';
import { requireColleague } from '../two-people.js';

const LONGEST_REASON = 2000;

export interface RetirementOrder {
  readonly id: MappingLayerId;
  /** The person who asked; the actor agrees and must be somebody else. */
  readonly requestedBy: PrincipalId;
  readonly reason: string;
}

/**
 * Takes a layer out of force, or a proposal off the table. It changes what releases are judged by as much as adopting does,
 * and taking away what tightened loosens: so it takes two people, too.
 */
export class RetireMappingLayer {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'frameworks' | 'clock'>) {}

  /** @throws AppError forbidden; not-found LAYER_UNKNOWN; invalid FOUR_EYES, REASON_EMPTY, REASON_TOO_LONG; conflict LAYER_SETTLED; ParseError */
  run(actor: Actor, { id, requestedBy, reason }: RetirementOrder): Promise<MappingLayerRecord> {
    requirePermission(actor, 'policy:write');
    requireReason(reason);
    const retired = { by: actor.principal, requestedBy, reason: reason.trim(), at: this.ports.clock.now() };
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await stores.mappingLayers.lock();
      const layer = await stores.mappingLayers.byId(id);
      if (layer === undefined) throw new AppError('not-found', 'LAYER_UNKNOWN', 'there is no such mapping layer');
      await requireColleague(stores, actor, requestedBy);
      const { framework, layer: name, version, digest } = layer;
      const fitted = await this.fits(stores, framework);
      if (!(await stores.mappingLayers.retire(id, retired))) {
        throw new AppError('conflict', 'LAYER_SETTLED', 'this layer was retired already');
      }
      // What lay on it has to fit without it; where something did not fit before, taking away is the way out.
      if (fitted) await frameworkInForce(stores, this.ports.frameworks, framework);
      const details = { framework, layer: name, version, digest };
      const entry = { action: 'mapping-layer.retired', target: id, at: retired.at, details };
      if (layer.adopted === undefined) await stores.audit.append([{ actor: actor.principal, ...entry }]);
      else await afterLayerChange(stores, actor, entry);
      return { ...layer, retired };
    });
  }

  private async fits(stores: Stores, framework: string): Promise<boolean> {
    try {
      await frameworkInForce(stores, this.ports.frameworks, framework);
      return true;
    } catch (error) {
      if (error instanceof ParseError) return false;
      throw error;
    }
  }
}

function requireReason(reason: string): void {
  if (reason.trim() === '') throw new AppError('invalid', 'REASON_EMPTY', 'say why: a reason is kept with this');
  if (reason.length <= LONGEST_REASON) return;
  throw new AppError('invalid', 'REASON_TOO_LONG', `a reason is at most ${LONGEST_REASON} characters`);
}
