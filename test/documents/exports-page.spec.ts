import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { EXPORT_FORMATS, type ExportFormat } from '#reporting';

const page = readFileSync(new URL('../../docs/exports.md', import.meta.url), 'utf8');

describe('docs/exports.md', () => {
  it('has every format with its file and its sentence, and no other', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| `(\.[a-z.-]+)` +\| (.+?) +\|$/gm)];
    const formats: readonly [string, ExportFormat][] = Object.entries(EXPORT_FORMATS);
    expect(rows.map(([, id, extension, what]) => [id, extension, what])).toEqual(
      formats.map(([id, { extension, what }]) => [id, extension, what]),
    );
  });
});
