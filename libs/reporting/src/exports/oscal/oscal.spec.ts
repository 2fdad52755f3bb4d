import { describe, expect, it } from '@jest/globals';

import { fromUtf8 } from '#kernel';

import { exportParts } from '../../testing/export-parts.js';
import { brokenReferences, type OscalFiles } from '../../testing/oscal-references.js';
import { EXPORT_FORMATS, EXPORT_FORMAT_IDS } from '../export-formats.js';
import { exportFileName } from '../file-name.js';
import type { ExportParts } from '../export-parts.js';

function filesOf(parts: ExportParts): OscalFiles {
  return new Map(
    EXPORT_FORMAT_IDS.filter((id) => id.startsWith('oscal-')).map((id) => {
      const { extension, render } = EXPORT_FORMATS[id];
      return [exportFileName(parts.report, extension), JSON.parse(fromUtf8(render(parts)))];
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
