import { describe, expect, it } from '@jest/globals';

import { exportParts, rendered } from '../../testing/export-parts.js';
import { brokenReferences, type OscalFiles } from '../../testing/oscal-references.js';
import { EXPORT_FORMATS, EXPORT_FORMAT_IDS } from '../export-formats.js';
import { exportFileName } from '../file-name.js';
import type { ExportParts } from '../export-parts.js';

function filesOf(parts: ExportParts): OscalFiles {
  return new Map(
    EXPORT_FORMAT_IDS.filter((id) => id.startsWith('oscal-')).map((id) => {
      return [exportFileName(parts.report, EXPORT_FORMATS[id].extension), JSON.parse(rendered(id, parts))];
    }),
  );
}

describe('OSCAL documents', () => {
  it('refer to nothing that is not there', () => {
    const files = filesOf(exportParts());
    expect(files.size).toBe(6);
    expect(brokenReferences(files)).toEqual([]);
  });
});
