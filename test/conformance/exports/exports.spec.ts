import { describe, expect, it } from '@jest/globals';

import { fromUtf8 } from '#kernel';
import { EXPORT_FORMATS, type ExportFormatId } from '#reporting';

import { exportParts } from '../../../libs/reporting/src/testing/export-parts.js';
import { cycloneDxSchema, oscalSchemas, SCHEMAS_ARE_HERE } from './official-schemas.js';

const here = SCHEMAS_ARE_HERE ? describe : describe.skip;

here('exports before the published schemas', () => {
  const schemas = new Map([...oscalSchemas(), ['cyclonedx', cycloneDxSchema()]]);
  it.each([...schemas.keys()])('%s is valid', (format) => {
    expect(
      schemas.get(format)?.(JSON.parse(fromUtf8(EXPORT_FORMATS[format as ExportFormatId].render(exportParts())))),
    ).toEqual([]);
  });
});
