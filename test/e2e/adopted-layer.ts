import type { Staff } from '#cli';
import { fromUtf8 } from '#kernel';

import { layerText } from '../support/layer-text.js';

const OFFICER = 'Robin Sample';

/** The sample's administrator proposes a layer; its officer is to approve it. @returns its id, and its text */
export async function proposeLayer({ administrator }: Staff): Promise<{ readonly id: string; readonly text: string }> {
  const adoptedOn = new Date().toISOString().slice(0, 10);
  const text = fromUtf8(layerText({ owner: 'Kim Sample', approver: OFFICER, adoptedOn }));
  const { proposeMappingLayer } = await administrator.graphql<{ proposeMappingLayer: { id: string } }>(
    'mutation ($input: ProposeMappingLayerInput!) { proposeMappingLayer(input: $input) { id } }',
    { input: { text } },
  );
  return { id: proposeMappingLayer.id, text };
}

/** Proposed by one person, adopted by another. @returns its text */
export async function adoptLayer(staff: Staff): Promise<string> {
  const { id, text } = await proposeLayer(staff);
  await staff.officer.graphql('mutation ($id: ID!) { adoptMappingLayer(id: $id) { state } }', { id });
  return text;
}
