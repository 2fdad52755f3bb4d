import { describe, expect, it } from '@jest/globals';

import type { ExportFormatId } from '#reporting';

import { exportParts, rendered } from '../../../libs/reporting/src/testing/export-parts.js';
import { cycloneDxSchema, oscalSchemas, SCHEMAS_ARE_HERE } from './official-schemas.js';

const here = SCHEMAS_ARE_HERE ? describe : describe.skip;

here('exports before the published schemas', () => {
  const schemas = new Map([...oscalSchemas(), ['cyclonedx', cycloneDxSchema()]]);

  it.each([...schemas.keys()])('%s is valid', (format) => {
    const document = JSON.parse(rendered(format as ExportFormatId, exportParts()));
    expect(schemas.get(format)?.(document)).toEqual([]);
  });
});
