import { describe, expect, it } from '@jest/globals';

import type { GateResult, GateRow } from '#compliance';
import { digestOf, parseInstant } from '#kernel';

import type { GateParts } from './gate-parts.js';
import { renderGate } from './render-gate.js';
import { renderJunit } from './render-junit.js';
import { renderMarkdown } from './render-markdown.js';

const HOSTILE = `"/><script>alert('x')</script> & | \`\` [a](https://evil.example) @everyone ]]> \u001b[31m\u0000\uffff\u202e\ud800`;
const ENOUGH: GateRow = {
  control: 'X.1',
  least: 'SUPPORTED',
  status: 'EVIDENCED',
  reason: 'ALL_CONDITIONS_HOLD',
  enough: true,
};
const MISSING: GateRow = {
  control: 'X.2',
  least: 'SUPPORTED',
  status: 'MISSING',
  reason: 'EVIDENCE_MISSING',
  enough: false,
  need: HOSTILE,
};
const UNCHECKED: GateRow = { ...MISSING, control: 'X.3', status: 'UNVERIFIED', reason: 'EVIDENCE_UNVERIFIED' };
const WAIVED: GateRow = { ...ENOUGH, control: 'X.4', status: 'WAIVED', reason: 'WAIVED' };

function parts(result: Partial<GateResult>, release = 'app@1.0'): GateParts {
  return {
    ...{ release, asOf: parseInstant('2026-01-01'), mapping: { id: 'map', version: '1' } },
    profile: { id: 'p', version: '1', title: 'P', digest: digestOf(new Uint8Array()) },
    result: { outcome: 'failed', emptyScope: false, rows: [ENOUGH, MISSING, UNCHECKED, WAIVED], ...result },
  };
}

describe('a gate as JUnit XML', () => {
  it('counts cases, failures, what could not be checked and what is set aside', () => {
    const xml = renderJunit(parts({}));
    expect(xml).toContain('<testsuites tests="4" failures="1" errors="1" skipped="1">');
    expect(xml).toMatch(/<testcase classname="app@1\.0 p 1" name="X\.1"><\/testcase>/);
    expect(xml).toMatch(/name="X\.2"><failure message="Missing, asked Supported\./);
    expect(xml).toMatch(/name="X\.3"><error /);
    expect(xml).toMatch(/name="X\.4"><skipped /);
  });

  it('fails a case of its own where the scope is empty', () => {
    const xml = renderJunit(parts({ emptyScope: true, rows: [WAIVED] }));
    expect(xml).toContain('<testsuites tests="2" failures="1"');
    expect(xml).toContain('type="EMPTY_SCOPE"');
  });

  it('holds hostile names as text alone, in characters that XML 1.0 knows', () => {
    const xml = renderJunit(parts({}, HOSTILE));
    expect(xml).not.toMatch(/<script|\u001b|\u0000|\uffff|\u202e|[\ud800-\udfff]/);
    expect(
      xml.match(/<(?!\/?(?:testsuites?|testcase|properties|property|failure|error|skipped)[ />]|\?xml )/g),
    ).toBeNull();
    expect(xml.match(/&(?!(?:amp|lt|gt|quot|apos);)/g)).toBeNull();
    for (const [, value] of xml.matchAll(/="([^"]*)"/g)) expect(value).not.toMatch(/[<>]/);
  });
});

describe('a gate as a job summary', () => {
  it('shows what is missing first', () => {
    const markdown = renderMarkdown(parts({}));
    expect(markdown).toMatch(/^## FAILED: <code>app&#64;1&#46;0<\/code>/);
    expect(markdown.indexOf('X&#46;2')).toBeLessThan(markdown.indexOf('X&#46;1'));
  });

  it('says that nothing passes on nothing', () => {
    expect(renderMarkdown(parts({ emptyScope: true, rows: [] }))).toContain('so nothing passes.');
  });

  it('holds hostile names as text alone: no markup, no link, no mention, no cell of their own', () => {
    const markdown = renderMarkdown(parts({}, HOSTILE));
    expect(markdown).not.toMatch(/<script|https:|@everyone|\]\(|`|\u001b|\u0000|\u202e/);
    for (const row of markdown.split('\n').filter((line) => line.startsWith('| <code>'))) {
      expect(row.match(/\|/g)).toHaveLength(4);
    }
  });
});

describe('a gate on a terminal', () => {
  it('says the outcome, and what is missing', () => {
    const text = renderGate(parts({}, HOSTILE));
    expect(text).toMatch(/^FAILED /);
    expect(text).toMatch(/^○ X\.2: Missing, asked Supported\./m);
    expect(text).not.toMatch(/X\.1|\u001b|\u202e/);
  });

  it.each([
    ['passed', 'PASSED'],
    ['unchecked', 'COULD NOT CHECK'],
  ] as const)('%s', (outcome, word) => {
    expect(renderGate(parts({ outcome }))).toMatch(new RegExp(`^${word} `));
  });
});
