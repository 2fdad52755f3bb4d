import { tasksOf } from '../../report.js';
import type { ExportParts } from '../export-parts.js';
import { documentBytes, importOf, listed, metadata, props, scopedUuid, type OscalObject } from './oscal-document.js';
import { NAMESPACE } from './oscal-models.js';
import { prose, token, value } from './oscal-text.js';
import { renderOscalProfile } from './profile.js';
import { inventory, systemUuid, type Subject } from './subjects.js';

const STUB =
  'A stub: it names what was assessed, so that other documents can refer to it, and states nothing about how a system is secured.';

/** The release as a system: its artifacts and revisions by digest. What nobody stated is said to be not stated. */
export function renderOscalSsp(parts: ExportParts): Uint8Array {
  const { href, resource } = importOf(parts, 'profile', renderOscalProfile(parts));
  return documentBytes('ssp', {
    metadata: { ...metadata(parts, 'System security plan (stub)'), remarks: STUB },
    'import-profile': { href },
    'system-characteristics': characteristics(parts),
    'system-implementation': {
      components: [system(parts)],
      ...listed('inventory-items', inventory(parts).map(inventoryItem)),
    },
    'control-implementation': {
      description: STUB,
      'implemented-requirements': tasksOf(parts.report.groups).map(({ id }) => ({
        uuid: scopedUuid(parts, 'requirement', id),
        'control-id': token(id),
        remarks: 'Not stated here: see the assessment results.',
      })),
    },
    'back-matter': { resources: [resource] },
  });
}

function characteristics({ report: { scope } }: ExportParts): OscalObject {
  const id = `${scope.organization}/${scope.product}@${scope.release}`;
  return {
    'system-ids': [{ 'identifier-type': `${NAMESPACE}/release`, id: value(id) }],
    'system-name': value(`${scope.product} ${scope.release}`),
    description: `Release ${prose(scope.release)} of ${prose(scope.product)} by ${prose(scope.organization)}.`,
    'system-information': {
      'information-types': [{ title: 'Not stated', description: 'Nothing is stated about information types.' }],
    },
    status: { state: 'other', remarks: 'A software release; where it runs is not stated.' },
    'authorization-boundary': { description: 'The artifacts and revisions that the inventory lists by digest.' },
  };
}

function system(parts: ExportParts): OscalObject {
  const { scope, population, slsaBuildLevel } = parts.report;
  return {
    uuid: systemUuid(parts),
    type: 'this-system',
    title: prose(`${scope.product} ${scope.release}`),
    description: 'The release that was assessed.',
    props: props({
      'population-source': population.source,
      manifest: population.manifest,
      'slsa-build-level': String(slsaBuildLevel),
    }),
    status: { state: 'other', remarks: 'A software release; where it runs is not stated.' },
  };
}

function inventoryItem({ uuid, kind, name, digests }: Subject): OscalObject {
  return {
    uuid,
    description: prose(name),
    props: [...props({ kind, name }), ...digests.flatMap((digest) => props({ digest }))],
  };
}
