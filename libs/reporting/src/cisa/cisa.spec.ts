import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import type { Segment, Status } from '#compliance';
import { fromUtf8 } from '#kernel';

import type { ExportParts } from '../exports/export-parts.js';
import { reportParts } from '../fixtures/report-parts.js';
import { exportParts, exportPartsOf } from '../testing/export-parts.js';
import { cisaForm } from '../testing/cisa-form.js';
import { DRAFT_MARK } from './cisa-draft.js';
import { draftCisaForm } from './draft-cisa-form.js';
import { printCisaDraft } from './print-cisa.js';
import { renderCisaHtml, renderCisaJson } from './render-cisa.js';

const parts = (hostile?: string): ExportParts => ({
  ...exportParts(hostile === undefined ? {} : { hostile }),
  form: cisaForm(),
});

/** Every task with this status, but for those named. */
function standing(status: Status, others: Readonly<Record<string, Status>> = {}): ExportParts {
  const base = reportParts();
  const results = base.assessment.results.map((result) => {
    const [segment] = result.segments;
    return { ...result, segments: [{ ...segment, status: others[result.control] ?? status } as Segment] };
  });
  return { ...exportPartsOf({ ...base, assessment: { ...base.assessment, results } }), form: cisaForm() };
}

const statement = (given: ExportParts, id: string) => {
  const found = draftCisaForm(given).statements.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no statement ${id}`);
  return found;
};

describe('the draft of the CISA form', () => {
  it('says on its first page how many statements evidence supports, and how many it does not', () => {
    const given = standing('SUPPORTED', { 'PO.5.1': 'FAILED' });
    const { statements } = draftCisaForm(given);
    const count = (support: string) => statements.filter((one) => one.support === support).length;
    const said = `supported by evidence: ${count('supported')}; not supported: ${count('not-supported')}; no evidence speaks to it: ${count('not-known')}`;
    expect(printCisaDraft(given).blocks).toContainEqual({
      ...{ kind: 'paragraph', tone: 'lead' },
      text: `Of ${statements.length} statements, ${said}.`,
    });
  });

  it('follows its schema', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../../docs/exports/cisa-form-draft.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    addFormats.default(ajv);
    const valid = ajv.compile(schema);
    expect([valid(JSON.parse(fromUtf8(renderCisaJson(parts())))), valid.errors]).toEqual([true, null]);
  });

  it('fills what is known, and leaves to the signatory what nobody else knows', () => {
    const draft = draftCisaForm(parts());
    expect(draft.software).toEqual([{ name: 'checkout', version: '4.2.0', releaseDate: null }]);
    expect(draft.sectionTwo.find(({ id }) => id === 'producer-name')?.value).toBe('Northwind Harbour');
    for (const field of [...draft.signature, ...draft.sectionTwo.filter(({ id }) => id.startsWith('contact'))]) {
      expect([field.id, field.value]).toEqual([field.id, null]);
      expect(field.note).toContain('to be filled by the signatory');
    }
  });

  it('has every statement of Section III, each with the tasks that the form cites', () => {
    const { statements } = draftCisaForm(parts());
    expect(statements.map(({ id }) => id)).toEqual([
      '1',
      '1a',
      '1b',
      '1c',
      '1d',
      '1e',
      '1f',
      '2',
      '3',
      '4',
      '4a',
      '4b',
      '4c',
    ]);
    expect(statement(parts(), '1c').tasks.map(({ task }) => task)).toEqual(['PO.5.1', 'PO.5.2']);
    expect(new Set(statements.flatMap(({ tasks }) => tasks.map(({ task }) => task))).size).toBe(31);
  });

  it('supports a statement where all its tasks are met', () => {
    expect(statement(standing('EVIDENCED'), '1c')).toMatchObject({ support: 'supported', gaps: [] });
  });

  it('supports no statement by a task that is waived, and names it as a gap', () => {
    const waived = statement(standing('EVIDENCED', { 'PO.5.2': 'WAIVED' }), '1c');
    expect(waived).toMatchObject({ support: 'not-supported', gaps: [{ task: 'PO.5.2', status: 'WAIVED' }] });
    expect(waived.because).toContain('A waiver sets a task aside and supports no statement.');
    expect(statement(standing('WAIVED'), '1e').support).toBe('not-supported');
  });

  it('names what was decided not to apply, and leaves the judgement to the signatory', () => {
    const partly = statement(standing('EVIDENCED', { 'PO.5.2': 'NOT_APPLICABLE' }), '1c');
    expect(partly.support).toBe('supported-in-part');
    expect(partly.because).toContain('PO.5.2 does not apply');
    const none = statement(standing('NOT_APPLICABLE'), '1e');
    expect(none.support).toBe('not-supported');
    expect(none.because).toContain('supports no statement that they are done');
  });

  it('says of a part for which the form cites no task that no evidence speaks to it', () => {
    expect(statement(standing('EVIDENCED'), '4b')).toMatchObject({ support: 'not-known', tasks: [], over: [] });
  });

  it('says how many tasks rest on the word of people', () => {
    expect(statement(standing('EVIDENCED', { 'PO.5.2': 'SELF_ATTESTED' }), '1c').because).toBe(
      'Of 2 tasks it rests on, 1 rests on verified evidence and 1 on signed statements of people.',
    );
  });

  it('is marked as a draft on every page, and never says that it must be handed in', () => {
    const document = printCisaDraft(parts());
    expect(document.marks).toContain(DRAFT_MARK);
    const page = fromUtf8(renderCisaHtml(parts()));
    const sections = page.split('<h2>');
    for (const section of sections) expect(section).toContain(DRAFT_MARK);
    expect(page).toContain(`@page{@top-center{content:"${DRAFT_MARK} / SYNTHETIC`);
    expect(page).toContain('Voluntary unless an agency asks for it');
    expect(page).not.toMatch(/\b(mandatory|required by law)\b/i);
  });

  it('is made of the catalog alone whose tasks the form cites', () => {
    expect(() => draftCisaForm(exportParts())).toThrow(expect.objectContaining({ code: 'EXPORT_FORM_UNRELATED' }));
    const other = { ...cisaForm(), of: 'slsa-1.2' };
    expect(() => draftCisaForm({ ...parts(), form: other })).toThrow(
      expect.objectContaining({ code: 'EXPORT_FORM_UNRELATED' }),
    );
  });

  it('shows hostile text as text', () => {
    const hostile = '"><script>alert(1)</script>\u202E';
    const page = fromUtf8(renderCisaHtml(parts(hostile)));
    expect(page).not.toContain('<script');
    expect(page).not.toContain('\u202E');
    expect(page).not.toMatch(/<[^>]*\son[a-z]+\s*=/i);
  });

  it('gives the same bytes for the same parts', () => {
    expect(renderCisaJson(parts())).toEqual(renderCisaJson(parts()));
    expect(renderCisaHtml(parts())).toEqual(renderCisaHtml(parts()));
  });
});
