import { readFileSync, writeFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';

import {
  CLAIM_KINDS,
  decisionsOn,
  fieldsOf,
  HUMAN_CLAIMS,
  lintMapping,
  loadCases,
  loadCatalog,
  loadLayers,
  loadMapping,
  runCases,
  type ClaimKind,
  type FieldType,
} from '#compliance';

const PAGE = new URL('../../docs/mappings.md', import.meta.url);
const page = readFileSync(PAGE, 'utf8');

/** The example files of the page, by the name in their first line. */
const examples = new Map(
  [...page.matchAll(/^```yaml\n# (\S+)\n([^]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text]),
);
const example = (name: string): string => examples.get(name) ?? '';

describe('docs/mappings.md', () => {
  it('shows files that load, pass their own cases and leave nothing to say', () => {
    const catalog = loadCatalog(example('acme-release.catalog.yaml'), 'catalog');
    const mapping = loadMapping(example('acme-release.mapping.yaml'), 'mapping', catalog);
    const report = runCases(loadCases(example('acme-release.cases.yaml'), 'cases', mapping), catalog, mapping);
    expect(report).toMatchObject({ passed: true, unargued: [] });
    expect(lintMapping(mapping)).toEqual([]);
  });

  it('shows a layer that lies on the example and only tightens it', () => {
    const catalog = loadCatalog(example('acme-release.catalog.yaml'), 'catalog');
    const mapping = loadMapping(example('acme-release.mapping.yaml'), 'mapping', catalog);
    const layered = loadLayers(mapping, [{ text: example('acme-daily.layer.yaml'), file: 'layer' }]);
    expect(decisionsOn('R.1.1', layered)).toMatchObject([
      { aspect: 'requirement', direction: 'tightened', layer: 'acme-daily' },
      { aspect: 'wording', direction: 'reworded', layer: 'acme-daily' },
    ]);
    const cases = loadCases(example('acme-release.cases.yaml'), 'cases', mapping);
    expect(runCases(cases, catalog, layered.mapping).passed).toBe(false);
  });

  it('lists every field of every claim (UPDATE_DOCS=1 writes it again)', async () => {
    const made = page.replace(/(<!-- made from the fields[^>]*-->)[^]*?(<!-- end -->)/, `$1\n\n${fieldTable()}\n\n$2`);
    const text = await format(made, { parser: 'markdown', printWidth: 120, singleQuote: true });
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, text);
    expect(readFileSync(PAGE, 'utf8')).toBe(text);
  });
});

function fieldTable(): string {
  const human: readonly ClaimKind[] = HUMAN_CLAIMS;
  const rows = CLAIM_KINDS.filter((kind) => !human.includes(kind)).map((kind) => {
    const fields = Object.entries(fieldsOf(kind)).map(([field, type]) => `\`${field}\` ${inWords(type)}`);
    return `| \`${kind}\` | ${fields.join(', ')} |`;
  });
  return ['| Claim | Fields |', '| --- | --- |', ...rows].join('\n');
}

function inWords(type: FieldType): string {
  if (type === 'list<string>') return 'list of string';
  return typeof type === 'string' ? type : type.map((word) => `"${word}"`).join('/');
}
