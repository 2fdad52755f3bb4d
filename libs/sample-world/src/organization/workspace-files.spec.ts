import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { fromUtf8, parseInstant, toHex } from '#kernel';

import { createSampleWorld } from './sample-world.js';
import { writeWorkspace } from './workspace-files.js';

const WORLD = createSampleWorld({ seed: 'averment', now: parseInstant('2026-11-20T12:00:00Z') });
const FILES = writeWorkspace(WORLD);
const textOf = (path: string) => fromUtf8(FILES.get(path) ?? new Uint8Array());

interface Workspace {
  readonly organization: unknown;
  readonly trustRoots: readonly { readonly file: string }[];
  readonly rules: unknown;
  readonly products: readonly { readonly releases: readonly { readonly artifacts?: readonly { file: string }[] }[] }[];
}

describe('the sample world as files', () => {
  it('holds every artifact and every piece of evidence byte for byte', () => {
    for (const { slug, releases } of WORLD.products) {
      for (const { version, evidence, artifacts } of releases) {
        for (const { name, bytes } of evidence) {
          expect(toHex(FILES.get(`evidence/${slug}/${version}/${name}`)!)).toBe(toHex(bytes));
        }
        for (const { name, bytes } of artifacts) {
          expect(toHex(FILES.get(`artifacts/${slug}/${version}/${name}`)!)).toBe(toHex(bytes));
        }
      }
    }
  });

  it('is described by a workspace file that names only what is there', () => {
    const text = textOf('workspace.yaml');
    const workspace = parse(text) as Workspace;
    expect(text).not.toMatch(/: [&*]a\d/);
    expect(workspace.organization).toEqual({ ...WORLD.organization, synthetic: true });
    expect(workspace.trustRoots.map(({ file }) => FILES.has(file))).toEqual([true]);
    expect(workspace.rules).toEqual(JSON.parse(JSON.stringify(WORLD.trustRules)));
    const declared = workspace.products.flatMap(({ releases }) => releases.flatMap(({ artifacts }) => artifacts ?? []));
    expect(declared).toHaveLength(15);
    for (const { file } of declared) expect(FILES.has(file)).toBe(true);
  });

  it('stays below its own folder', () => {
    for (const path of FILES.keys()) expect(path).toMatch(/^[a-z0-9][\w./-]*$/i);
    for (const path of FILES.keys()) expect(path.split('/')).not.toContain('..');
  });
});
