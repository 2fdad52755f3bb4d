import { describe, expect, it } from '@jest/globals';

import { CODES, RUNGS, type Verdict } from '#verification';

import { reportParts } from './fixtures/report-parts.js';
import { renderLadder } from './render-ladder.js';

const verdicts = (hostile?: string): readonly Verdict[] =>
  reportParts(hostile === undefined ? {} : { hostile }).evidence.map(({ verdict }) => verdict);
const withOutcome = (outcome: Verdict['outcome'], hostile?: string): Verdict =>
  verdicts(hostile).find((verdict) => verdict.outcome === outcome)!;

describe('the ladder for a terminal', () => {
  it('shows all twelve rungs, in order', () => {
    const lines = renderLadder(withOutcome('verified'), 'sbom.json').split('\n');
    const shown = lines.map((line) => /^ {2}✔ (\S+)/.exec(line)?.[1]).filter((rung) => rung !== undefined);
    expect(shown).toEqual(RUNGS);
    expect(lines[0]).toBe('VERIFIED  sbom.json');
  });

  it.each([
    ['rejected', 'SIGNATURE_INVALID', '✗ signature'],
    ['unverified', 'RULE_MISSING', '? identity'],
  ] as const)('opens the rung that made it %s, with expected, found, meaning and next step', (outcome, code, rung) => {
    const text = renderLadder(withOutcome(outcome), 'x');
    expect(text).toContain(rung);
    expect(text).toContain(code);
    expect(text).toMatch(/expected\s+https:.*main\n\s+found\s+https:.*hotfix/);
    expect(text).toContain(CODES[code].meaning);
    expect(text).toContain(CODES[code].remedy);
  });

  it('says that nothing is proven about the signer when nothing is, and that it is untimed', () => {
    expect(renderLadder(withOutcome('rejected'), 'x')).toContain('signer not proven, untimed');
  });

  it('passes no control character of strangers on to the terminal', () => {
    const text = renderLadder(withOutcome('rejected', 'x\u001b[2K\r\u202e\nVERIFIED'), 'n\u001b]0;\u0007ame');
    expect(text.replace(/\n/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(text.split('\n').filter((line) => line.startsWith('VERIFIED'))).toEqual([]);
  });
});
