import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { segmentAt } from '#compliance';
import { PdfPrinter } from '#platform';
import { exportFile, type ExportFormatId, type ExportParts } from '#reporting';

import { rendered } from '../../../libs/reporting/src/testing/export-parts.js';
import { randomExportParts } from '../../../libs/reporting/src/testing/random-parts.js';
import { byControl, READERS, rowOf, type ExportedRow } from '../../support/exported-rows.js';
import { pdfRows } from '../../support/pdf-rows.js';

/** What the assessment itself says. */
function assessed({ assessment, input }: ExportParts): readonly ExportedRow[] {
  return assessment.results.map((result) => {
    const { status, machine } = segmentAt(result, input.asOf);
    return rowOf(result.control, status, machine.met, machine.of);
  });
}

describe('a fact has one value in every export', () => {
  it.each(Object.entries(READERS))('%s', (format, read) => {
    fc.assert(
      fc.property(randomExportParts(), (parts) => {
        const rows = read(rendered(format as ExportFormatId, parts));
        expect(byControl(rows)).toEqual(byControl(assessed(parts)));
      }),
      { numRuns: 25 },
    );
  });

  it('pdf', async () => {
    const printer = new PdfPrinter();
    await fc.assert(
      fc.asyncProperty(randomExportParts(), async (parts) => {
        const { bytes } = await exportFile('pdf', parts, printer);
        expect(byControl(await pdfRows(bytes))).toEqual(byControl(assessed(parts)));
      }),
      { numRuns: 3 },
    );
  });
});
