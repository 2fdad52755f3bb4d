import { describe, expect, it } from '@jest/globals';

import { EXPORT_FORMATS, EXPORT_FORMAT_IDS } from '../exports/export-formats.js';
import { exportFileName } from '../exports/file-name.js';
import { exportParts, rendered } from './export-parts.js';
import { brokenReferences, type OscalFiles } from './oscal-references.js';

type Path = readonly (string | number)[];

const RESULTS = '.oscal-assessment-results.json';
const NOWHERE = '00000000-0000-4000-8000-000000000000';

/** Documents of one assessment, with one value of one of them changed. */
function files(change?: { readonly of: string; readonly path: Path; readonly value: unknown }): OscalFiles {
  const parts = exportParts();
  return new Map(
    EXPORT_FORMAT_IDS.filter((id) => id.startsWith('oscal-')).map((id) => {
      const { extension } = EXPORT_FORMATS[id];
      const file = JSON.parse(rendered(id, parts)) as Record<string, unknown>;
      if (change?.of === extension) set(Object.values(file)[0], change.path, change.value);
      return [exportFileName(parts.report, extension), file];
    }),
  );
}

function set(target: unknown, [key = '', ...rest]: Path, value: unknown): void {
  const holder = target as Record<string | number, unknown>;
  if (!(key in holder)) throw new Error(`there is no ${key}`);
  if (rest.length === 0) holder[key] = value;
  else set(holder[key], rest, value);
}

const FINDING: Path = ['results', 0, 'findings', 1];
const SUBJECT: Path = ['results', 0, 'observations', 0, 'subjects', 0];
const RESOURCE: Path = ['back-matter', 'resources'];

describe('the search for broken references in OSCAL', () => {
  it('finds none in what is exported', () => {
    expect(files().size).toBe(6);
    expect(brokenReferences(files())).toEqual([]);
  });

  it.each<readonly [string, Path, unknown, RegExp]>([
    [
      'an observation',
      [...FINDING, 'related-observations', 0, 'observation-uuid'],
      NOWHERE,
      /observation-uuid .* nowhere/,
    ],
    ['a risk', ['results', 0, 'risks'], [], /risk-uuid .* leads nowhere/],
    ['a subject of an imported document', [...SUBJECT, 'subject-uuid'], NOWHERE, /subject-uuid .* leads nowhere/],
    [
      'an actor of an imported document',
      [...FINDING, 'origins', 0, 'actors', 0, 'actor-uuid'],
      NOWHERE,
      /actor-uuid .* nowhere/,
    ],
    [
      'a control',
      ['results', 0, 'reviewed-controls', 'control-selections', 0, 'include-controls', 0, 'control-id'],
      'X.9',
      /control-id X\.9 is nowhere/,
    ],
    ['what a control says', [...FINDING, 'target', 'target-id'], 'X.9_smt', /target-id X\.9_smt is nowhere/],
    ['a resource', [...RESOURCE, 1, 'uuid'], NOWHERE, /is no resource/],
    ['evidence by its hash', [...RESOURCE, 1, 'rlinks', 0, 'hashes', 0, 'value'], '00', /is not its hash/],
    ['a party', ['metadata', 'responsible-parties', 0, 'party-uuids'], [NOWHERE], /party-uuids .* leads nowhere/],
    ['a role', ['metadata', 'roles'], [], /role-id producer is nowhere/],
    ['the imported document', ['import-ap', 'href'], '#gone', /#gone is no resource/],
    ['a file', [...RESOURCE, 0, 'rlinks', 0, 'href'], 'gone.json', /gone\.json is no file here/],
    ['the bytes of a file', [...RESOURCE, 0, 'rlinks', 0, 'hashes', 0, 'value'], '00', /has other bytes/],
  ])('finds what leads to %s no more', (_, path, value, problem) => {
    expect(brokenReferences(files({ of: RESULTS, path, value })).join('\n')).toMatch(problem);
  });

  it('finds one name for two things', () => {
    const [, file] = [...files()].find(([name]) => name.endsWith(RESULTS)) ?? [];
    const { results } = Object.values(file ?? {})[0] as { results: [{ findings: { uuid: string }[] }] };
    const path: Path = [...FINDING, 'uuid'];
    const problems = brokenReferences(files({ of: RESULTS, path, value: results[0].findings[0]?.uuid }));
    expect(problems.join('\n')).toMatch(/is defined twice/);
  });

  it.each(['assessment-plan', 'ssp', 'profile', 'catalog'])('finds a change in the imported %s', (model) => {
    const change = { of: `.oscal-${model}.json`, path: ['metadata', 'version'], value: 'another' };
    expect(brokenReferences(files(change)).join('\n')).toMatch(/has other bytes/);
  });
});
