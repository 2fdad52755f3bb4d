import { layerHead } from '#compliance';
import { isSameName } from '#evidence';
import { addDays, AppError, type Instant } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { MappingLayerId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import { afterLayerChange } from './after-layer-change.js';
import { layerText } from './frameworks-in-force.js';
import type { MappingLayerRecord } from './mapping-layer.js';
import { withLayer } from './propose-mapping-layer.js';
import { requireColleague } from '../two-people.js';

/**
 * Another person puts a proposed layer into force: in the place of the layer of the same name, else on top. What the text
 * says about its approver and its day has to be true, because reports and statements repeat it.
 */
export class AdoptMappingLayer {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'frameworks' | 'clock'>) {}

  /**
   * @throws AppError forbidden; not-found LAYER_UNKNOWN; invalid FOUR_EYES, LAYER_APPROVER, LAYER_DAY; conflict LAYER_SETTLED;
   * ParseError when it does not fit what is in force any more
   */
  run(actor: Actor, id: MappingLayerId): Promise<MappingLayerRecord> {
    requirePermission(actor, 'policy:write');
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await stores.mappingLayers.lock();
      const proposal = await openProposal(stores, id);
      await requireColleague(stores, actor, proposal.proposedBy);
      requireTrueWords(proposal, actor, at);
      const inForce = await stores.mappingLayers.inForce();
      const { framework, layer, version, digest } = proposal;
      this.ports.frameworks.framework(framework, withLayer(inForce, proposal));
      const own = inForce.filter((each) => each.framework === framework);
      const replaced = own.find((each) => each.layer === layer);
      if (replaced !== undefined) {
        const reason = `replaced by version ${version}`;
        await stores.mappingLayers.retire(replaced.id, {
          ...{ by: actor.principal, requestedBy: proposal.proposedBy, reason, at },
        });
      }
      const top = Math.max(0, ...own.map(({ adopted }) => adopted?.position ?? 0));
      const adopted = { by: actor.principal, at, position: replaced?.adopted?.position ?? top + 1 };
      await stores.mappingLayers.adopt(id, adopted);
      const details = { framework, layer, version, digest, ...(replaced && { replaces: replaced.id }) };
      await afterLayerChange(stores, actor, { action: 'mapping-layer.adopted', target: id, at, details });
      return { ...proposal, adopted };
    });
  }
}

async function openProposal(stores: Stores, id: MappingLayerId): Promise<MappingLayerRecord> {
  const proposal = await stores.mappingLayers.byId(id);
  if (proposal === undefined) throw new AppError('not-found', 'LAYER_UNKNOWN', 'there is no such mapping layer');
  if (proposal.adopted === undefined && proposal.retired === undefined) return proposal;
  throw new AppError('conflict', 'LAYER_SETTLED', 'this layer was adopted or retired already: propose a new version');
}

function requireTrueWords(proposal: MappingLayerRecord, actor: Actor, at: Instant): void {
  const { approver, adoptedOn } = layerHead(layerText(proposal));
  if (!isSameName(approver, actor.name)) {
    throw new AppError(
      'invalid',
      'LAYER_APPROVER',
      'the text names another approver than you: only that person can adopt it',
    );
  }
  // The day of the person who adopts, wherever that person is.
  const days = [-1, 0, 1].map((days) => addDays(at, days).slice(0, 10));
  if (days.includes(adoptedOn)) return;
  throw new AppError(
    'invalid',
    'LAYER_DAY',
    `the text says that it is adopted on ${adoptedOn}: adopt it on that day, or propose it with another`,
  );
}
