import { describe, expect, it } from '@jest/globals';

import { attestationForm } from '#application';
import { assembleInput, controlsOf, evaluate, type Framework } from '#compliance';
import { digestOf, parseInstant, toUtf8 } from '#kernel';
import { packageFrameworks } from '#platform';
import { EXPORT_FORMATS, EXPORT_FORMAT_IDS, exportFileName, type ExportFormatId, type ExportParts } from '#reporting';

import { exportParts, exportPartsOf, rendered } from '../../../libs/reporting/src/testing/export-parts.js';
import { brokenReferences } from '../../../libs/reporting/src/testing/oscal-references.js';
import { READERS } from '../../support/exported-rows.js';
import { readCsv } from '../../support/csv.js';
import { BARE, HOSTILE_TEXTS } from './hostile-texts.js';
import { cycloneDxSchema, oscalSchemas, SCHEMAS_ARE_HERE } from './official-schemas.js';

const here = SCHEMAS_ARE_HERE ? describe : describe.skip;
const OSCAL = EXPORT_FORMAT_IDS.filter((id) => id.startsWith('oscal-'));
/** Those that are text; paper has tests of its own. */
const TEXTS = EXPORT_FORMAT_IDS.filter((id) => 'render' in EXPORT_FORMATS[id]);

/** A release of which nothing is known, by a framework. */
function emptyParts({ catalog, catalogDigest, mapping, mappingDigests, mappingNames }: Framework): ExportParts {
  const at = parseInstant('2026-11-20');
  const input = assembleInput({
    scope: { organization: 'acme', product: 'app', release: '1.0.0' },
    population: { source: 'declared', artifacts: [], revisions: [] },
    ...{ catalog: catalogDigest, mapping: mappingDigests, trustRoots: [], policy: digestOf(toUtf8('none')) },
    ...{ facts: [], findings: [], sboms: [], rules: [], asOf: at, knownAt: at },
  });
  return exportPartsOf({
    ...{ input, assessment: evaluate(input, catalog, mapping), catalog, mapping, mappingNames },
    ...{ layers: [], trustRoots: [], evidence: [], verifier: 'averment', synthetic: false },
  });
}

function oscalFiles(parts: ExportParts) {
  return new Map(
    OSCAL.map((id) => [exportFileName(parts.report, EXPORT_FORMATS[id].extension), JSON.parse(rendered(id, parts))]),
  );
}

here('exports before the published schemas', () => {
  const schemas = new Map([...oscalSchemas(), ['cyclonedx', cycloneDxSchema()]]);
  const wrongs = (parts: ExportParts) =>
    [...schemas].flatMap(([format, find]) =>
      find(JSON.parse(rendered(format as ExportFormatId, parts))).map((wrong) => `${format}: ${wrong}`),
    );

  it('are valid, whatever the status of a control', () => {
    expect(wrongs(exportParts())).toEqual([]);
  });

  it.each(
    packageFrameworks()
      .list()
      .filter(({ kind }) => kind === 'mapping')
      .map(({ id }) => id),
  )('are valid for a release of which nothing is known, by %s', (id) => {
    const parts = emptyParts(packageFrameworks().framework(id));
    expect(wrongs(parts)).toEqual([]);
    expect(brokenReferences(oscalFiles(parts))).toEqual([]);
  });

  it(`are valid with ${HOSTILE_TEXTS.length} hostile texts wherever strangers can put text`, () => {
    for (const hostile of HOSTILE_TEXTS) expect([hostile, ...wrongs(exportParts({ hostile }))]).toEqual([hostile]);
  });
});

describe('an export with hostile text in it', () => {
  const form = attestationForm(packageFrameworks());
  const each = (check: (parts: ExportParts) => void, texts = HOSTILE_TEXTS) => {
    for (const hostile of texts) check({ ...exportParts({ hostile }), form, recipients: [hostile] });
  };

  it('says the same of each control as with harmless text', () => {
    const plain = exportParts();
    const said = new Map(
      Object.entries(READERS).map(([id, read]) => [id, read(rendered(id as ExportFormatId, plain))]),
    );
    each((parts) => {
      for (const [id, read] of Object.entries(READERS)) {
        expect(read(rendered(id as ExportFormatId, parts))).toEqual(said.get(id));
      }
    }, BARE);
  });

  it('has no character that steers, in no format but the data itself', () => {
    each((parts) => {
      for (const id of TEXTS.filter((format) => format !== 'json' && format !== 'cisa')) {
        expect(STEERING.exec(rendered(id, parts))?.[0]).toBeUndefined();
      }
    }, BARE);
  });

  it('begins no cell of CSV as a formula, and adds no cell', () => {
    each((parts) => {
      const records = readCsv(rendered('csv', parts));
      expect(new Set(records.map(({ length }) => length)).size).toBe(1);
      expect(records).toHaveLength(1 + controlsOf(parts.framework.catalog).length);
      expect(records.flat().filter((cell) => /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(cell))).toEqual([]);
    });
  });

  it('has no markup and no link of a stranger in Markdown', () => {
    each((parts) => {
      const foreign = rendered('markdown', parts).replaceAll(/<\/?code>/g, '');
      expect(foreign).not.toMatch(/[<>`[\]]|https?:|javascript:/i);
    });
  });

  it('has no markup and no link of a stranger in the prose of OSCAL', () => {
    each((parts) => {
      for (const id of OSCAL) {
        for (const text of proseIn(JSON.parse(rendered(id, parts)))) {
          expect(text.replaceAll(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[<>`[\]{}*^~"]|:\/\//);
        }
      }
    }, BARE);
  });

  it('keeps its references, and its name is harmless', () => {
    each((parts) => {
      expect(brokenReferences(oscalFiles(parts))).toEqual([]);
      for (const id of EXPORT_FORMAT_IDS) {
        const name = exportFileName(parts.report, EXPORT_FORMATS[id].extension);
        expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,250}$/);
      }
    }, BARE);
  });
});

const STEERING =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;
const PROSE = new Set(['title', 'description', 'remarks', 'statement', 'prose']);

/** Everything that OSCAL says is Markdown. */
function proseIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (PROSE.has(key) ? [inner] : []) : proseIn(inner),
  );
}
