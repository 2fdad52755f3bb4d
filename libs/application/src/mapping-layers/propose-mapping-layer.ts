import { layerHead } from '#compliance';
import { isSameName } from '#evidence';
import { AppError, digestOf } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import { standingFramework } from '../evaluate-release/standing-framework.js';
import type { MappingLayerId } from '../ids.js';
import type { Ports } from '../ports/index.js';
import { layersOn, layerText } from './frameworks-in-force.js';
import type { MappingLayerProposal, MappingLayerRecord } from './mapping-layer.js';
import { requirePerson } from '../two-people.js';

/**
 * Somebody writes down what the organization is to judge by on top of a mapping. Nothing is judged by it until another
 * person adopts it. The text is tried on what is in force now, so that nobody is asked to adopt what cannot be judged by.
 */
export class ProposeMappingLayer {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'frameworks' | 'clock' | 'identifiers'>) {}

  /**
   * @throws AppError forbidden; not-found FRAMEWORK_NOT_STANDING; invalid PERSON_NEEDED, LAYER_OWNER; conflict LAYER_KNOWN;
   * ParseError MAPPING_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
   */
  async run(
    actor: Actor,
    order: { readonly framework?: string; readonly bytes: Uint8Array },
  ): Promise<MappingLayerProposal> {
    requirePermission(actor, 'policy:write');
    requirePerson(actor);
    const framework = standingFramework(this.ports.frameworks, order.framework);
    const { bytes } = order;
    const { id: layer, version, owner } = layerHead({ name: 'layer.yaml', bytes });
    if (!isSameName(owner, actor.name)) {
      throw new AppError(
        'invalid',
        'LAYER_OWNER',
        'whoever proposes a layer owns it: the text has to name you as its owner',
      );
    }
    const proposal: MappingLayerProposal = {
      ...{ id: this.ports.identifiers.next() as MappingLayerId, framework, layer, version, bytes },
      ...{ digest: digestOf(bytes), proposedBy: actor.principal, proposedAt: this.ports.clock.now() },
    };
    await this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const inForce = await stores.mappingLayers.inForce();
      this.ports.frameworks.framework(framework, withLayer(inForce, proposal));
      if ((await stores.mappingLayers.propose(proposal)) === 'known') {
        throw new AppError(
          'conflict',
          'LAYER_KNOWN',
          'exactly this text was proposed before: change it, or adopt that one',
        );
      }
      const { id: target, proposedAt: at, digest } = proposal;
      const entry = { actor: actor.principal, action: 'mapping-layer.proposed', target, at };
      await stores.audit.append([{ ...entry, details: { framework, layer, version, digest } }]);
    });
    return proposal;
  }
}

/** What would be in force with it: in the place of the layer of the same name, else on top. */
export function withLayer(inForce: readonly MappingLayerRecord[], proposal: MappingLayerProposal) {
  const { framework, layer } = proposal;
  const own = inForce.filter((each) => each.framework === framework);
  if (!own.some((each) => each.layer === layer)) return [...layersOn(framework, own), layerText(proposal)];
  return own.map((each) => layerText(each.layer === layer ? proposal : each));
}
