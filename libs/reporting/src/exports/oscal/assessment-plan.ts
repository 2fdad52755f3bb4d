import type { ExportParts } from '../export-parts.js';
import { documentBytes, importOf, metadata, scopedUuid, toolUuid } from './oscal-document.js';
import { prose } from './oscal-text.js';
import { renderOscalSsp } from './ssp.js';

/** What was assessed, by what: the whole catalog, over the whole release, by the software that judged. */
export function renderOscalAssessmentPlan(parts: ExportParts): Uint8Array {
  const { href, resource } = importOf(parts, 'ssp', renderOscalSsp(parts));
  const { mapping } = parts.report;
  return documentBytes('assessment-plan', {
    metadata: metadata(parts, 'Assessment plan'),
    'import-ssp': { href },
    'reviewed-controls': {
      description: `By the mapping ${prose(mapping.id)} ${prose(mapping.version)}, adopted by ${prose(mapping.adoptedBy)}.`,
      'control-selections': [{ 'include-all': {} }],
    },
    'assessment-subjects': [
      { type: 'component', 'include-all': {} },
      { type: 'inventory-item', 'include-all': {} },
    ],
    'assessment-assets': assets(parts),
    'back-matter': { resources: [resource] },
  });
}

function assets(parts: ExportParts) {
  const tool = toolUuid(parts);
  return {
    components: [
      {
        uuid: tool,
        type: 'software',
        title: prose(parts.report.verifier),
        description:
          'Verifies signed evidence and judges by it. It examines what others recorded and runs no test itself.',
        status: { state: 'operational' },
      },
    ],
    'assessment-platforms': [
      {
        uuid: scopedUuid(parts, 'platform', parts.report.verifier),
        title: prose(parts.report.verifier),
        'uses-components': [{ 'component-uuid': tool }],
      },
    ],
  };
}
