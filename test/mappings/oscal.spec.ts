import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import {
  controlsOf,
  hasControlsOf,
  importOscal,
  loadCatalog,
  renderCatalogFile,
  toCatalog,
  toWording,
} from '#compliance';
import { digestOf } from '#kernel';
import { packageFrameworks } from '#platform';

const shared = process.env['AVERMENT_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const sources = `${shared}/standards/sources`;
const SSDF = `${sources}/oscal-ssdf/NIST_SP800-218_ver1_catalog.json`;

if (existsSync(sources)) {
  describe('NIST’s own OSCAL catalog of SSDF 1.1', () => {
    const bytes = new Uint8Array(readFileSync(SSDF));
    const read = importOscal(bytes);
    const ours = packageFrameworks().catalog('ssdf-1.1');

    it('becomes a catalog with the 4 groups, 19 practices and 42 tasks of ours', () => {
      const made = toCatalog(read, 'nist-ssdf', '2026-11-20');
      const practices = made.groups.flatMap((group) => group.practices);
      expect([made.groups.length, practices.length, controlsOf(made).length]).toEqual([4, 19, 42]);
      const skeleton = (catalog: typeof made) =>
        catalog.groups.map(({ id, title, practices: inner }) => [
          id,
          title,
          inner.map((practice) => [practice.id, practice.title, practice.controls.map((control) => control.id)]),
        ]);
      expect(skeleton(made)).toEqual(skeleton(ours));
      expect(made.status).toBe('final');
      expect(loadCatalog(renderCatalogFile(made), 'nist-ssdf.catalog.yaml')).toEqual(made);
    });

    it('is the wording of the SSDF 1.1 we have, for its tasks and practices, with its provenance', () => {
      expect(hasControlsOf(read, ours)).toBe(true);
      const wording = toWording(read, ours);
      expect(Object.keys(wording.texts)).toHaveLength(42 + 19);
      expect(wording.texts['PO.1.1']).toMatch(/^Identify and document all security requirements/);
      expect(wording.importedFrom).toMatchObject({
        digest: digestOf(bytes),
        uuid: '14d86c0e-3299-426e-88bd-ab46123c3e75',
        version: '1.0.0',
        lastModified: '2025-07-06T22:16:50.000000-00:00',
        oscalVersion: 'v1.1.3',
      });
    });

    it('is not the wording of the draft of SSDF 1.2', () => {
      const draft = packageFrameworks().catalog('ssdf-1.2-ipd');
      expect(hasControlsOf(read, draft)).toBe(false);
      expect(() => toWording(read, draft)).toThrow(/states nothing for 7 controls of ssdf-1\.2-ipd/);
    });
  });

  describe('the example catalog of the OSCAL project', () => {
    it('is read through two ranks of groups', () => {
      const made = toCatalog(
        importOscal(new Uint8Array(readFileSync(`${sources}/oscal-examples/basic-catalog.json`))),
        'basic',
        '2026-11-20',
      );
      expect(made.groups[0]?.practices[0]?.id).toBe('s1.1');
      expect(loadCatalog(renderCatalogFile(made), 'basic.catalog.yaml')).toEqual(made);
    });

    it.each(['ssp-example.json', 'example-component.json', 'ifa_assessment-results-example.json'])(
      'is refused: %s is of another model',
      (name) => {
        expect(() => importOscal(new Uint8Array(readFileSync(`${sources}/oscal-examples/${name}`)))).toThrow(
          /not an OSCAL catalog/,
        );
      },
    );
  });
} else {
  describe.skip(`OSCAL catalogs of NIST (skipped: ${sources} is not there; set AVERMENT_SHARED)`, () => {
    it('are imported', () => undefined);
  });
}
