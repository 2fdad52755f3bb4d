import { describe, expect, it } from '@jest/globals';

import type { Digest } from '#kernel';

import { reportParts } from './fixtures/report-parts.js';
import { renderHtml } from './render-html.js';
import { buildReport, tasksOf } from './report.js';
import { STATUS_WORDS, STATUSES } from './status-words.js';

const render = (wording: Parameters<typeof reportParts>[0] = {}) => renderHtml(buildReport(reportParts(wording)));
const HOSTILE = [
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['an attribute', `"'\`> onmouseover=alert(1) x="`],
  ['a comment and a style end', '--></style></title><svg/onload=alert(1)>'],
] as const;
const ALLOWED_TAGS = new Set(
  (
    'html head meta title style body a p span header nav ul li h1 h2 h3 h4 b dl div dt dd strong time main section ' +
    'code svg path rect text symbol use table caption thead tbody tr th td article ol br pre footer'
  ).split(' '),
);

describe('the HTML report', () => {
  it.each(HOSTILE)('shows hostile text as text: %s', (_, hostile) => {
    const page = render({ hostile });
    const tags = [...page.replace(/<style>[^]*?<\/style>/, '').matchAll(/<\/?([a-zA-Z][^\s/>]*)/g)].map(
      ([, tag]) => tag,
    );
    expect(tags.filter((tag) => tag !== undefined && !ALLOWED_TAGS.has(tag) && tag !== 'style')).toEqual([]);
    expect(page).not.toMatch(/<[^>]*\son[a-z]+\s*=/i);
    expect(page).not.toContain(hostile);
  });

  it('is the same page but for the text, whatever the text is', () => {
    const skeleton = (page: string) => page.replace(/>[^<]*</g, '><').replace(/="[^"]*"/g, '=""');
    expect(skeleton(render({ hostile: HOSTILE[0][1] }))).toBe(skeleton(render({ hostile: 'plain' })));
  });

  it('spells out characters that reorder or hide', () => {
    const page = render({ hostile: 'inv\u202Eoice\u200B\u0007\u{e0041}\ud800' });
    expect(page).toContain('inv[U+202E]oice[U+200B][U+0007][U+E0041][U+D800]');
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u0007]/);
  });

  it('runs and fetches nothing', () => {
    const page = render();
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|form|base)\b|@import|url\(/i);
    expect([...page.matchAll(/(?:href|src|action)="([^"]*)"/g)].every(([, target]) => target?.startsWith('#'))).toBe(
      true,
    );
  });

  it('leads every link to something on the page, and uses no id twice', () => {
    const page = render();
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });

  it('shows each task with its status in words, beside a drawing, with denominator and source', () => {
    const report = buildReport(reportParts());
    const page = renderHtml(report);
    for (const task of tasksOf(report.groups)) {
      const card = page.slice(page.indexOf(`id="task-${task.id}"`)).split('</article>')[0] ?? '';
      expect(card).toContain(`s-${task.status}`);
      expect(card).toContain('<svg class="glyph"');
      expect(card).toContain(STATUS_WORDS[task.status].word);
      if (task.machine.status !== 'NONE') {
        expect(card).toContain(`${task.machine.met} of ${task.machine.of} ${task.counted}, signed manifest`);
      }
    }
    expect(tasksOf(report.groups)).toHaveLength(42);
    for (const status of STATUSES) expect(page).toContain(`chip s-${status}`);
  });

  it('says SYNTHETIC for the sample organization, and only for it', () => {
    expect(render({ synthetic: true })).toContain('SYNTHETIC');
    expect(render({ synthetic: false })).not.toContain('SYNTHETIC');
  });

  it('never says that something is compliant, certified or approved', () => {
    expect(render()).not.toMatch(/\b(compliant|certified|approved)\b/i);
  });

  it('says plainly that nobody signed it, or under which attestation it goes out', () => {
    const report = buildReport(reportParts());
    const signed = { digest: report.input, keyFingerprint: 'ab'.repeat(32), signedAt: report.asOf };
    expect(renderHtml(report)).toContain('Not signed: nobody has put a signature to this report.');
    expect(renderHtml(report, signed)).not.toContain('Not signed');
    expect(renderHtml(report, signed)).toContain(
      `A projection of the attestation ${report.input}, signed 2026-11-20 09:00:00 UTC`,
    );
    expect(renderHtml(report, signed)).toContain(`${report.input.slice(7)}  attestation.sigstore.json`);
  });

  it('names in the picture what each cell says, and draws each status in a pattern of its own', () => {
    const report = buildReport(reportParts());
    const page = renderHtml(report);
    const picture = page.slice(page.indexOf('<div class="drawn">')).split('</svg>')[0] ?? '';
    for (const task of tasksOf(report.groups)) {
      const words = `${task.id}, ${STATUS_WORDS[task.status].word.toLowerCase()}, `;
      expect(picture).toContain(`aria-label="${words}`);
      expect(picture).toMatch(new RegExp(`class="s-${task.status} t"\\s*>${STATUS_WORDS[task.status].word}</text`));
    }
  });

  it('shows what changes by itself within a year, drawn and in a table', () => {
    const page = render();
    expect(page).toContain('5 of 42 tasks change their status within a year by time alone');
    expect(page).toContain('<td>evidenced until 2027-04-01, then stale</td>');
    expect(page).toContain('aria-label="PO.1.1: evidenced until 2027-04-01, then stale"');
  });

  it('says of each item who made it, who handed it in, and where it was logged', () => {
    const page = render();
    expect(page).toContain('https://github.com/northwind/checkout/.github/workflows/release.yml@refs/tags/v4.2.0');
    expect(page).toContain('upload by token ci-release');
    expect(page).toContain('intake log, leaf 17; transparency log c0d23d6ad406…, entry 25579');
  });

  it('stays small enough to be sent around with a thousand items of evidence', () => {
    const parts = reportParts();
    const [item] = parts.evidence;
    const evidence = Array.from({ length: 1_000 }, (_, index) => ({
      ...item!,
      digest: `sha256:${index.toString(16).padStart(64, '0')}` as Digest,
    }));
    expect(renderHtml(buildReport({ ...parts, evidence })).length).toBeLessThan(3_000_000);
  });

  it('gives the same bytes for the same report', () => {
    expect(render()).toBe(render());
  });
});
