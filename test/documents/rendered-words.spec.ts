import { beforeAll, describe, expect, it } from '@jest/globals';

import type { IssuedAssessment } from '#attestation';
import { evaluate } from '#compliance';
import { canonicalJson, digestOf, fromUtf8, parseInstant } from '#kernel';
import { PdfPrinter } from '#platform';
import { EXPORT_FORMAT_IDS, exportFile, tasksOf, type ExportFormatId, type ExportParts, type Report } from '#reporting';
import { createSampleWorld } from '#sample-world';

import { issueWorld, keySigner, shippedFramework } from '../../libs/attestation/src/testing/issued-world.js';
import { readPdf } from '../../libs/platform/src/testing/pdf-text.js';
import { cisaForm } from '../../libs/reporting/src/testing/cisa-form.js';
import { verdictWords } from '../architecture/verdict-words.js';

const printer = new PdfPrinter();

describe('what is made of the sample organization', () => {
  let issued: IssuedAssessment;
  let parts: ExportParts;

  beforeAll(async () => {
    const world = createSampleWorld({ seed: 'words', now: parseInstant('2026-11-20T09:00:00Z') });
    const framework = shippedFramework();
    const made = await issueWorld(world, keySigner(), { framework });
    ({ issued } = made);
    const { input } = made;
    parts = {
      ...{ report: issued.report, input, framework, form: cisaForm() },
      assessment: evaluate(input, framework.catalog, framework.mapping),
      attestation: { digest: digestOf(issued.bundle) },
    };
  });

  const textOf = async (format: ExportFormatId): Promise<string> => {
    const { bytes, mediaType } = await exportFile(format, parts, printer);
    return mediaType === 'application/pdf' ? (await readPdf(bytes)).pages.join('\n') : fromUtf8(bytes);
  };

  it.each(EXPORT_FORMAT_IDS)('promises nothing as %s', async (format) => {
    expect(verdictWords(await textOf(format), `rendered ${format}`)).toEqual([]);
  });

  it('promises nothing in the statement that is signed', () => {
    expect(verdictWords(canonicalJson(issued.statement), 'rendered statement')).toEqual([]);
  });

  it('says on every page of paper that it is a sample, and of the form that it is a draft', async () => {
    for (const format of ['pdf', 'cisa-pdf'] as const) {
      const { bytes } = await exportFile(format, parts, printer);
      for (const page of (await readPdf(bytes)).pages) {
        expect(page).toContain('SYNTHETIC');
        expect(page.includes('Draft for the signatory, not the signature')).toBe(format === 'cisa-pdf');
      }
    }
  });

  it('says on paper what the report says: claims, what is not claimed, counts, and each item with who made it', async () => {
    const text = flat(await textOf('pdf'));
    const { report } = parts;
    for (const sentence of [...report.claimed, ...report.notClaimed]) expect(text).toContain(flat(sentence));
    expect(text).toContain(flat(countsOf(report)));
    for (const { digest, collector } of report.evidence) {
      expect(text).toContain(digest.slice(7));
      expect(text).toContain(flat(collector ?? ''));
    }
  });
});

/** Lines of a page are broken where there is room: only the letters are compared. */
function flat(text: string): string {
  return text.replace(/\s+/g, '');
}

function countsOf({ groups, totals }: Report): string {
  const counts = totals
    .filter(({ count }) => count > 0)
    .map(
      ({ status, count }) =>
        `${count} ${status.toLowerCase().replace('self_attested', 'self-attested').replace('_', ' ')}`,
    );
  return `${tasksOf(groups).length} tasks: ${counts.join(', ')}.`;
}
