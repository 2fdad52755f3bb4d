import { isComputedField } from '../framework/claim-fields.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import type { Computation } from './computed.js';
import type { Member } from './member.js';
import { VexAnswers } from './open-findings.js';
import { Rebuilds } from './rebuilds.js';
import { Recall } from './recall.js';
import type { Voice } from './utterance.js';

const VEX = new Recall<VexAnswers>();
const REBUILDS = new Recall<Rebuilds>();

/** What a leaf asks of a voice that no claim says by itself; undefined where it asks for nothing of that kind. */
export function computationFor(leaf: ClaimRequirement, voice: Voice, member: Member): Computation | undefined {
  if (!readsComputed(leaf)) return undefined;
  const { place } = voice;
  switch (leaf.claim) {
    case 'vulnerability-scan': {
      const vex = VEX.of(member, place, () => new VexAnswers(member, place));
      return {
        instants: vex.instants,
        for: ({ claim }, at) => (claim.kind === 'vulnerability-scan' ? vex.openIn(claim, at) : undefined),
      };
    }
    case 'build-provenance': {
      const rebuilds = REBUILDS.of(member, place, () => new Rebuilds(member, place));
      return { instants: rebuilds.instants, for: (_, at) => rebuilds.at(at) };
    }
    case 'sbom': {
      const sboms = voice.utterances.flatMap(({ facts }) => facts.map(({ evidence }) => evidence));
      const instants = [...new Set(sboms)].flatMap((sbom) => member.components(sbom).instants);
      return { instants, for: ({ evidence }, at) => member.components(evidence).at(at) };
    }
    default:
      return undefined;
  }
}

function readsComputed({ where, unless }: ClaimRequirement): boolean {
  return [where, unless].some((condition) => condition?.fields.some(isComputedField));
}
