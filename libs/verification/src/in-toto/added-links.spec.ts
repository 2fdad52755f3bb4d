import type { JsonObject } from '#kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  ALICE,
  BEFORE_EXPIRY,
  BOB,
  CODE,
  digest,
  layout,
  LAYOUT_RULE,
  layoutSet,
  link,
  linkFile,
  LINKS,
  MALLORY,
  metablock,
  OWNER,
  PACKAGED,
  step,
  STEPS,
  WRITTEN,
} from '../testing/layouts.js';
import { judge } from '../testing/world.js';

const RECORDS: readonly JsonObject[] = [
  WRITTEN,
  PACKAGED,
  link('write-code', {}, { 'src/a.c': digest('c') }),
  link('package', CODE, { 'app.tar': digest('e') }),
  link('package', {}, {}),
];
/** Everybody who may not perform the step, and those who may only in name. */
const STRANGERS = [MALLORY, OWNER, { ...MALLORY, keyid: ALICE.keyid }, { ...MALLORY, keyid: BOB.keyid }];

const added = fc.record({
  step: fc.constantFrom('write-code', 'package', 'elsewhere'),
  record: fc.constantFrom(...RECORDS, layout()),
  signers: fc.array(fc.constantFrom(...STRANGERS), { maxLength: 3 }),
  file: fc.constantFrom(ALICE, BOB, MALLORY, OWNER),
});

describe('links that nobody asked for', () => {
  const steps = [step('write-code', { pubkeys: [ALICE.keyid, BOB.keyid], threshold: 2 }), STEPS[1] ?? {}];
  const signed = metablock(layout({ steps }), OWNER);
  const outcomeWith = (links: Readonly<Record<string, JsonObject>>, digit: string) => {
    const artifact = { digests: [`sha256:${digit.repeat(64)}` as const] };
    return judge(layoutSet(signed, links), { rules: [LAYOUT_RULE] }, { at: BEFORE_EXPIRY, artifact }).outcome;
  };

  it('never turn a chain that fails into one that holds, however many there are', () => {
    fc.assert(
      fc.property(fc.array(added, { maxLength: 5 }), (extra) => {
        const links = extra.map(({ step: name, record, signers, file }) => [
          linkFile(name, file),
          metablock(record, ...signers),
        ]);
        // Alice alone wrote the code where the layout asks for two: the strangers cannot be the second.
        expect(outcomeWith({ ...(Object.fromEntries(links) as Record<string, JsonObject>), ...LINKS }, 'f')).not.toBe(
          'verified',
        );
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('never make a chain that holds speak of another artifact', () => {
    const whole = { ...LINKS, [linkFile('write-code', BOB)]: metablock(WRITTEN, BOB) };
    expect(outcomeWith(whole, 'f')).toBe('verified');
    fc.assert(
      fc.property(fc.array(added, { maxLength: 5 }), (extra) => {
        const links = extra.map(({ step: name, record, signers, file }) => [
          linkFile(name, file),
          metablock(record, ...signers),
        ]);
        expect(outcomeWith({ ...(Object.fromEntries(links) as Record<string, JsonObject>), ...whole }, 'e')).not.toBe(
          'verified',
        );
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('by a functionary count', () => {
    expect(outcomeWith({ ...LINKS, [linkFile('write-code', BOB)]: metablock(WRITTEN, BOB) }, 'f')).toBe('verified');
  });
});
