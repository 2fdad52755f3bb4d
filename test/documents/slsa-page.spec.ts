import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';

import { controlsOf } from '#compliance';
import { packageFrameworks, packageProfileIds } from '#platform';

import { renderTasks } from './ssdf-page.js';

const PAGE = fileURLToPath(new URL('../../docs/slsa.md', import.meta.url));
const frameworks = packageFrameworks();
const { catalog, mapping } = frameworks.framework('slsa-1.2');
const OVERVIEW = '## Overview\n';
const head = readFileSync(PAGE, 'utf8').split(OVERVIEW)[0] ?? '';
const said = head.replace(/\s+/g, ' ');

describe('docs/slsa.md', () => {
  it('says of the 22 requirements what the data says, condition by condition (UPDATE_DOCS=1 writes it again)', async () => {
    const text = renderTasks(catalog, mapping).replace('| Task |', '| Requirement |');
    const made = `${head}${await format(text, { parser: 'markdown', printWidth: 120 })}`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, made);
    expect(readFileSync(PAGE, 'utf8')).toBe(made);
  });

  it('says what the licence asks for, and that every release is judged by it', () => {
    expect(said).toContain('SLSA Working Group / OpenSSF, Community Specification License 1.0');
    expect(said).toContain(`each of the ${controlsOf(catalog).length} requirements`);
    expect(frameworks.standing()).toEqual(['ssdf-1.1', 'slsa-1.2']);
  });

  it('gives every profile of SLSA with its level, its size and how much of it only people can show', () => {
    const ids = packageProfileIds().filter((id) => id.startsWith('slsa-'));
    const rows = ids.map((id) => {
      const { controls } = frameworks.profile(id);
      const manual = Object.keys(controls).filter((control) => mapping.controls[control]?.cap === 'manual').length;
      const [, track = '', level = ''] = /^slsa-(\w+)-l(\d)$/.exec(id) ?? [];
      const name = `${track.charAt(0).toUpperCase()}${track.slice(1)} L${level}`;
      return `| ${name} | \`${id}\` | ${Object.keys(controls).length} | ${manual === 0 ? 'none' : manual} |`;
    });
    expect(rows.filter((row) => !said.includes(row))).toEqual([]);
    expect(rows).toHaveLength(5);
  });

  it('says that only the trust rule and summaries raise a level: no other claim has one', () => {
    const leaves = JSON.stringify(mapping).match(/"source":"[^"]*(?:\\"[^"]*)*"/g) ?? [];
    expect(leaves.some((text) => text.includes('buildLevel'))).toBe(true);
    const claims = [...JSON.stringify(mapping).matchAll(/"claim":"([\w-]+)"/g)].map(([, claim]) => claim);
    expect(new Set(claims)).toEqual(
      new Set([
        ...['build-provenance', 'build-verification', 'release'],
        ...['source-verification', 'source-provenance', 'commit-signature'],
      ]),
    );
  });
});
