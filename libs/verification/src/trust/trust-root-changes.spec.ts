import { describe, expect, it } from '@jest/globals';

import { digestOf, fromUtf8, parseInstant, toUtf8 } from '#kernel';
import { createSampleWorld } from '#sample-world';

import { loadTrustRoot, type TrustRoot } from './load-trust-root.js';
import { trustRootChanges } from './trust-root-changes.js';

const LISTS = ['tlogs', 'ctlogs', 'certificateAuthorities', 'timestampAuthorities'] as const;
interface Entry {
  validFor?: { start?: string; end?: string };
  publicKey?: { validFor: { start: string; end?: string } };
}
type Listing = Record<(typeof LISTS)[number], Entry[]>;

const { trustRoot } = createSampleWorld({ seed: 'roots', now: parseInstant('2026-11-20') });

function rootWith(edit: (root: Listing) => void = () => undefined): TrustRoot {
  const root = JSON.parse(fromUtf8(trustRoot.bytes)) as Listing;
  edit(root);
  const bytes = toUtf8(JSON.stringify(root));
  return loadTrustRoot({ name: 'root', bytes, digest: digestOf(bytes), source: 'file' });
}

const KIND = {
  tlogs: 'log',
  ctlogs: 'ct-log',
  certificateAuthorities: 'certificate-authority',
  timestampAuthorities: 'timestamp-authority',
} as const;

describe('trust roots of then and of now', () => {
  it('differ in nothing when they list the same', () => {
    expect(trustRootChanges([rootWith()], [rootWith()])).toEqual([]);
    expect(trustRootChanges([rootWith()], [rootWith(), rootWith()])).toEqual([]);
  });

  it.each(LISTS)('name whom of %s one lists and the other does not, with name and key id', (list) => {
    const without = rootWith((root) => root[list].shift());
    const named = {
      authority: KIND[list],
      name: expect.stringMatching(/./),
      keyId: expect.stringMatching(/^[0-9a-f]{64}$/),
    };
    expect(trustRootChanges([rootWith()], [without])).toEqual([{ change: 'removed', ...named }]);
    expect(trustRootChanges([without], [rootWith()])).toEqual([{ change: 'added', ...named }]);
  });

  it('name whose time has ended since, and when', () => {
    const end = '2026-11-20T00:00:00Z';
    const ended = rootWith(({ tlogs, certificateAuthorities }) => {
      tlogs[0]!.publicKey!.validFor.end = end;
      certificateAuthorities[0]!.validFor = { ...certificateAuthorities[0]!.validFor, end };
    });
    const changes = trustRootChanges([rootWith()], [ended]);
    expect(changes.map(({ change, authority, until }) => [change, authority, until])).toEqual([
      ['ended', 'certificate-authority', '2026-11-20T00:00:00.000Z'],
      ['ended', 'log', '2026-11-20T00:00:00.000Z'],
    ]);
    expect(trustRootChanges([ended], [rootWith()])).toEqual([]);
  });
});
