import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { digestOf, ParseError, toUtf8 } from '#kernel';

import { loadWording } from '../catalogs/load-wording.js';
import { controlsOf } from '../framework/catalog-controls.js';
import { loadCatalog } from '../framework/load-catalog.js';
import { hasControlsOf, importOscal, toCatalog, toWording } from './import-oscal.js';
import { renderCatalogFile, renderWordingFile } from './render-file.js';

const UUID = '14d86c0e-3299-426e-88bd-ab46123c3e75';

interface Json {
  readonly [key: string]: unknown;
}

function catalog(over: Json = {}, metadata: Json = {}): Json {
  const about = {
    title: 'A framework',
    version: '1.0',
    'last-modified': '2026-01-01T00:00:00Z',
    'oscal-version': '1.1.3',
  };
  return { catalog: { uuid: UUID, metadata: { ...about, ...metadata }, groups: [GROUP], ...over } };
}

function control(id: string, over: Json = {}): Json {
  return { id, title: `Title of ${id}`, parts: [{ name: 'statement', prose: `Statement of ${id}.` }], ...over };
}

const GROUP = { id: 'g', title: 'Group', controls: [control('g-1'), control('g-2')] };
const bytesOf = (document: unknown) => toUtf8(JSON.stringify(document));
const imported = (document: unknown) => toCatalog(importOscal(bytesOf(document)), 'fw', '2026-11-20');
const idsOf = (document: unknown) => controlsOf(imported(document)).map(({ id }) => id);

function refusalOf(bytes: Uint8Array): string {
  try {
    importOscal(bytes);
  } catch (error) {
    if (error instanceof ParseError) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('an OSCAL catalog', () => {
  it('becomes a catalog that our own loader reads back, with the document it came from', () => {
    const made = imported(catalog());
    expect(loadCatalog(renderCatalogFile(made), 'fw.catalog.yaml')).toEqual(made);
    expect(made).toMatchObject({ id: 'fw', title: 'A framework', status: 'draft', source: `urn:uuid:${UUID}` });
    expect(made.importedFrom).toEqual({
      digest: digestOf(bytesOf(catalog())),
      uuid: UUID,
      title: 'A framework',
      version: '1.0',
      lastModified: '2026-01-01T00:00:00Z',
      oscalVersion: '1.1.3',
    });
    expect(controlsOf(made)[0]).toEqual({ id: 'g-1', title: 'Title of g-1', summary: 'Statement of g-1.' });
  });

  it('is final only where it says so', () => {
    const props = [{ name: 'publication-status', value: 'Final' }];
    expect(imported(catalog({}, { props })).status).toBe('final');
  });

  it.each(['1.0.0', '1.1.3', 'v1.1.3', '1.2.2'])('is read in version %s', (version) => {
    expect(idsOf(catalog({}, { 'oscal-version': version }))).toEqual(['g-1', 'g-2']);
  });

  it('takes groups in groups, and controls without a group', () => {
    const inner = { title: 'Inner', controls: [control('i-1')] };
    const document = catalog({ groups: [{ id: 'o', title: 'Outer', groups: [inner] }], controls: [control('c-1')] });
    const made = imported(document);
    expect(made.groups.map(({ id, practices }) => [id, practices.map((practice) => practice.id)])).toEqual([
      ['o', ['o-1']],
      ['controls', ['controls']],
    ]);
    expect(loadCatalog(renderCatalogFile(made), 'fw').groups).toHaveLength(2);
  });

  it('takes a control with enhancements as a control, and one of class practice as a heading', () => {
    const enhanced = control('g-1', { controls: [control('g-1.1')] });
    expect(idsOf(catalog({ groups: [{ ...GROUP, controls: [enhanced] }] }))).toEqual(['g-1', 'g-1.1']);
    const practice = { ...enhanced, class: 'practice' };
    expect(idsOf(catalog({ groups: [{ ...GROUP, controls: [practice] }] }))).toEqual(['g-1.1']);
  });

  it('leaves out what was withdrawn, and keeps what stands inside it', () => {
    const props = [{ name: 'status', value: 'Withdrawn' }];
    const withdrawn = control('g-2', { props, controls: [control('g-2.1'), control('g-2.2', { props })] });
    const document = catalog({ groups: [{ ...GROUP, controls: [control('g-1'), withdrawn] }] });
    expect(idsOf(document)).toEqual(['g-1', 'g-2.1']);
  });

  it('has its items on lines of their own and its blanks in brackets, as plain text', () => {
    const parts = [
      {
        name: 'statement',
        prose: 'Review **all** of {{ insert: param, p-1 }}:',
        parts: [
          { name: 'item', props: [{ name: 'label', value: 'a.' }], prose: 'each {{ insert: param, p-2 }}; and' },
          { name: 'item', props: [{ name: 'label', value: 'b.' }], prose: 'by {{ insert: param, p-9 }}.' },
        ],
      },
      { name: 'guidance', prose: 'Not part of the statement.' },
    ];
    const params = [
      { id: 'p-1', label: 'accounts' },
      { id: 'p-2', select: { choice: ['week', 'month in {{ insert: param, p-1 }}'] } },
    ];
    const made = imported(catalog({ groups: [{ ...GROUP, controls: [control('g-1', { parts, params })] }] }));
    expect(controlsOf(made)[0]?.summary).toBe(
      'Review **all** of [accounts]:\na. each [week; month in p-1]; and\nb. by [p-9].',
    );
  });

  it('keeps the label where it is not the id, and says the title where there is no statement', () => {
    const bare = { id: 'g-1', title: 'Only a title', props: [{ name: 'label', value: 'G-1' }] };
    const made = imported(catalog({ groups: [{ ...GROUP, controls: [bare] }] }));
    expect(controlsOf(made)).toEqual([{ id: 'g-1', label: 'G-1', title: 'Only a title', summary: 'Only a title' }]);
  });

  it.each([
    ['a profile', { profile: { uuid: UUID } }, 'OSCAL_MODEL not an OSCAL catalog in JSON'],
    ['a list', [catalog()], 'OSCAL_MODEL'],
    [
      'a version that is not known',
      catalog({}, { 'oscal-version': '1.3.0' }),
      'OSCAL_INVALID catalog.metadata.oscal-version: is no version from 1.0 to 1.2',
    ],
    [
      'an id with a line break',
      catalog({ groups: [{ ...GROUP, controls: [control('g\n1')] }] }),
      'OSCAL_INVALID catalog.groups.0.controls.0.id: is no OSCAL token',
    ],
    [
      'prose that is no text',
      catalog({ groups: [{ ...GROUP, controls: [control('g', { parts: [{ name: 'statement', prose: 1 }] })] }] }),
      'OSCAL_INVALID catalog.groups.0.controls.0.parts.0.prose',
    ],
    ['no uuid', catalog({ uuid: 'none' }), 'OSCAL_INVALID catalog.uuid'],
    ['no controls', catalog({ groups: [{ id: 'g', title: 'Group' }] }), 'OSCAL_EMPTY'],
  ])('is refused when it is or has %s', (_, document, said) => {
    expect(refusalOf(bytesOf(document))).toContain(said);
  });

  it('is refused with one key twice, nested too deeply, or too large', () => {
    const text = JSON.stringify(catalog());
    expect(refusalOf(toUtf8(text.replace('"title"', '"title":"x","title"')))).toContain('JSON_DUPLICATE_KEY');
    let deep: Json = control('d');
    for (let depth = 0; depth < 40; depth++) deep = control(`d-${depth}`, { controls: [deep] });
    expect(refusalOf(bytesOf(catalog({ controls: [deep] })))).toContain('JSON_TOO_DEEP');
    expect(refusalOf(new Uint8Array(16 * 1024 * 1024 + 1))).toContain('LIMIT_EXCEEDED');
  });

  it('with one id for two controls makes no catalog', () => {
    const twice = catalog({ groups: [{ ...GROUP, controls: [control('g-1'), control('g-1')] }] });
    expect(() => loadCatalog(renderCatalogFile(imported(twice)), 'fw')).toThrow(/the id g-1 is used twice/);
  });

  it('does not grow beyond what it is by naming a long blank many times', () => {
    const params = [{ id: 'p', label: 'x'.repeat(2000) }];
    const parts = [{ name: 'statement', prose: '{{ insert: param, p }}'.repeat(4000) }];
    const made = imported(catalog({ groups: [{ ...GROUP, controls: [control('g-1', { parts, params })] }] }));
    expect(controlsOf(made)[0]?.summary.length).toBe(4000 * '[p]'.length);
  });

  it('whatever bytes come: is read, or refused with a code', () => {
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.constant(UUID),
        fc.dictionary(
          fc.constantFrom('groups', 'controls', 'parts', 'id', 'title', 'prose', 'name', 'metadata'),
          tie('any'),
        ),
        fc.array(tie('any'), { maxLength: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, fc.constantFrom('groups', 'controls', 'metadata', 'params', 'uuid'), (any, key) => {
        try {
          importOscal(bytesOf(catalog({ [key]: any })));
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the official wording of a catalog of ours', () => {
  const ours = loadCatalog(
    `id: ours
title: Ours
version: '1'
status: final
source: https://example.org
retrieved: '2026-01-01'
groups:
  - id: G
    title: Group
    practices:
      - id: G
        title: Group
        controls:
          - { id: G-1, summary: In our words }
          - { id: G-2, summary: In our words as well }
`,
    'ours',
  );
  const labelled = (id: string) => control(id, { props: [{ name: 'label', value: id.toUpperCase() }] });
  const document = catalog({ groups: [{ ...GROUP, controls: [labelled('g-1'), labelled('g-2')] }] });

  it('is found by id or label, and read back with the document it came from', () => {
    const read = importOscal(bytesOf(document));
    expect(hasControlsOf(read, ours)).toBe(true);
    const wording = toWording(read, ours);
    expect(wording.texts).toEqual({ 'G-1': 'Statement of g-1.', 'G-2': 'Statement of g-2.' });
    expect(loadWording(renderWordingFile(wording), 'ours.wording.yaml', ours)).toEqual(wording);
  });

  it('is not taken from a document that leaves a control out', () => {
    const read = importOscal(
      bytesOf(catalog({ groups: [{ ...GROUP, controls: [labelled('g-1'), labelled('g-3')] }] })),
    );
    expect(hasControlsOf(read, ours)).toBe(false);
    expect(() => toWording(read, ours)).toThrow(/states nothing for 1 controls of ours \(G-2\)/);
  });
});
