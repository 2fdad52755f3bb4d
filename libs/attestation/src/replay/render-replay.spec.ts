import { describe, expect, it } from '@jest/globals';

import { layeredFramework, looseningLayer } from '../fixtures/loosening-layer.js';
import { renderReplay } from './render-replay.js';
import { exitCodeOf, question, type ReplayReport } from './replay-report.js';

const REPORT: ReplayReport = {
  intact: question([]),
  consistent: question([{ code: 'LEAF_UNACCOUNTED', sentence: 'leaf 3 touches the scope' }]),
  accepted: question([], [{ code: 'ANCHOR_MISSING', sentence: 'a mapping of your own is needed', path: 'mapping' }]),
  comparison: [
    { control: 'PS.2.1', attested: 'EVIDENCED 3/3 NOT_NEEDED', reader: 'MISSING 0/3 NOT_NEEDED', same: false },
    { control: 'PS.3.2', attested: 'MISSING 0/3 OPEN', reader: 'MISSING 0/3 OPEN', same: true },
  ],
  standing: question([], [{ code: 'STATUS_MISSING', sentence: 'the pack holds no status' }]),
  layers: [],
  withheld: [],
  beside: [],
  cannotShow: ['Whether it is true.'],
  exit: 1,
};

describe('the answers of replay', () => {
  it('stand apart, each with its reasons, then the two columns where they differ, then what cannot be shown', () => {
    expect(renderReplay(REPORT)).toBe(`INTACT      yes  (these are the signed bytes)

CONSISTENT  NO  (the sender’s roots, rules and mapping lead to these results)
  LEAF_UNACCOUNTED: leaf 3 touches the scope

ACCEPTED    could not check  (your own signer, roots, rules and mapping do)
  ANCHOR_MISSING: a mapping of your own is needed [mapping]

STANDING    could not check  (its signer still stands behind it)
  STATUS_MISSING: the pack holds no status

control     attested                  by your anchors
PS.2.1      EVIDENCED 3/3 NOT_NEEDED  MISSING 0/3 NOT_NEEDED

This cannot show:
  - Whether it is true.
`);
  });

  it('are preceded by the layers that were judged with, and what they loosened', () => {
    const { layers } = layeredFramework(looseningLayer());
    expect(renderReplay({ ...REPORT, layers })).toMatch(
      /^judged with 1 layer on top:\n {2}harbour-pace 1\.0\.0, adopted by Robin Roe on 2026-10-01: loosened: PS\.2\.1 requirement\n\nINTACT/,
    );
  });

  it('pass no control character of strangers on to the terminal', () => {
    const path = 'x\u001b[2J\r\nACCEPTED    yes\u202e';
    const text = renderReplay({ ...REPORT, intact: question([{ code: 'BLOB_ALTERED', sentence: 's', path }]) });
    expect(text.replace(/\n/g, '')).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(text).not.toMatch(/^ACCEPTED {4}yes/m);
  });

  it('are cut after twenty reasons, saying how many more there are', () => {
    const reasons = Array.from({ length: 25 }, (_, index) => ({ code: 'BLOB_ALTERED', sentence: `${index}` }));
    expect(renderReplay({ ...REPORT, intact: question(reasons) })).toContain('and 5 more reasons');
  });

  it.each([
    [[], [], 'yes'],
    [['a'], [], 'no'],
    [[], ['a'], 'could-not-check'],
    [['a'], ['b'], 'no'],
  ])('with %j against and %j unknown come to %s', (against, unknown, answer) => {
    const reason = (code: string) => ({ code, sentence: code });
    expect(question(against.map(reason), unknown.map(reason)).answer).toBe(answer);
  });

  it.each([
    [['yes', 'yes', 'yes'], 0],
    [['yes', 'yes', 'not-asked'], 2],
    [['yes', 'could-not-check', 'not-asked'], 2],
    [['yes', 'no', 'not-asked'], 1],
    [['no', 'yes', 'yes'], 1],
  ] as const)('of %j leave with exit code %i', (answers, exit) => {
    expect(exitCodeOf(answers.map((answer) => ({ answer, reasons: [] })))).toBe(exit);
  });
});
