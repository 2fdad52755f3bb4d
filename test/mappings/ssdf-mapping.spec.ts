import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { CLAIM_KINDS, controlsOf, loadCatalog, loadMapping, type ControlMapping, type Requirement } from '#compliance';

const root = new URL('../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

const CATALOG = 'mappings/ssdf-1.1.catalog.yaml';
const MAPPING = 'mappings/ssdf-1.1.mapping.yaml';
const catalog = loadCatalog(textOf(CATALOG), CATALOG);
const mapping = loadMapping(textOf(MAPPING), MAPPING, catalog);

const practices = catalog.groups.flatMap((group) => group.practices);
const tasks = controlsOf(catalog);
const mapped = Object.entries(mapping.controls);

const CAPS = ['manual', 'partial', 'satisfied'] as const;
const HIGHEST_CAP = { A: 'satisfied', B: 'satisfied', C: 'partial', D: 'manual' } as const;

describe('the SSDF 1.1 catalog', () => {
  it('has the 4 groups, 19 practices and 42 tasks of the publication', () => {
    expect([catalog.groups.length, practices.length, tasks.length]).toEqual([4, 19, 42]);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(42);
  });

  it('leaves out the ids that version 1.1 retired', () => {
    const ids = new Set(tasks.map(({ id }) => id));
    expect(['PW.3.1', 'PW.3.2', 'PW.4.3', 'PW.4.5', 'PW.5.2'].filter((id) => ids.has(id))).toEqual([]);
  });

  it('puts every task under the practice whose id it continues', () => {
    for (const practice of practices) {
      for (const { id } of practice.controls) expect(id.slice(0, id.lastIndexOf('.'))).toBe(practice.id);
    }
  });
});

describe('the SSDF 1.1 mapping', () => {
  it('speaks of exactly the tasks of its catalog', () => {
    expect(Object.keys(mapping.controls).sort()).toEqual(tasks.map(({ id }) => id).sort());
  });

  it('grades 3 tasks A, 14 B, 10 C and 15 D', () => {
    expect(countBy(mapped, ([, control]) => control.grade)).toEqual({ A: 3, B: 14, C: 10, D: 15 });
  });

  it('lets machine evidence alone satisfy four tasks, show 23 in part and decide nothing about 15', () => {
    expect(countBy(mapped, ([, control]) => control.cap)).toEqual({ satisfied: 4, partial: 23, manual: 15 });
    expect(mapped.filter(([, control]) => control.cap === 'satisfied').map(([id]) => id)).toEqual([
      'PO.3.3',
      'PO.4.2',
      'PS.2.1',
      'PS.3.2',
    ]);
  });

  it('holds at PARTIAL the three tasks that rest on kept evidence, until a record shows that it is kept', () => {
    const asking = mapped.filter(([, { beyondPartial }]) => beyondPartial !== undefined);
    expect(asking.map(([id]) => id)).toEqual(['PO.3.3', 'PO.4.2', 'PS.3.1']);
    for (const [, { beyondPartial }] of asking) {
      expect(leavesOf(beyondPartial).map(({ claim }) => claim)).toEqual(['evidence-keeping']);
    }
  });

  it.each(mapped)('%s: no cap is above what the grade allows', (_, { grade, cap }) => {
    expect(CAPS.indexOf(cap)).toBeLessThanOrEqual(CAPS.indexOf(HIGHEST_CAP[grade]));
  });

  it.each(mapped)('%s: there is a machine part exactly when the cap is not manual', (_, control) => {
    expect(control.requires === undefined).toBe(control.cap === 'manual');
  });

  it.each(mapped)('%s: says why, what stays human and what to do, in sentences', (_, control) => {
    for (const sentence of [control.rationale, control.human, control.remedy])
      expect(sentence).toMatch(/^[A-Z].{15,}\.$/s);
  });

  it.each(mapped)('%s: every leaf names a known claim and says in plain words what is needed', (_, control) => {
    for (const leaf of allLeaves(control)) {
      expect(CLAIM_KINDS).toContain(leaf.claim);
      expect(leaf.need).toMatch(/^(?!or )[a-z].{20,}[^.]$/);
    }
  });

  it('judges the four tasks that machines can satisfy over each artifact', () => {
    const best = mapped.filter(([, { cap }]) => cap === 'satisfied');
    expect(best.map(([, { population }]) => population)).toEqual(Array(4).fill('artifacts'));
  });

  it('never lets a transparency log stand for an archive (PS.3.1)', () => {
    const fields = leavesOf(mapping.controls['PS.3.1']?.requires).flatMap(({ where }) => where?.fields ?? []);
    expect(fields).not.toContain('logged');
  });

  it('asks for freshness wherever it speaks of recent scans or runs', () => {
    const recent = mapped.flatMap(([, control]) => allLeaves(control)).filter(({ need }) => /\b\d+ days\b/.test(need));
    expect(recent.length).toBeGreaterThan(0);
    for (const { need, freshDays } of recent) expect(need).toContain(`${freshDays ?? 'no'} days`);
  });
});

describe('our own sentences', () => {
  const sentences = [
    ...tasks.map(({ summary }) => summary),
    ...mapped.flatMap(([, control]) => sentencesOf(control)),
    ...['README.md', 'docs/ssdf.md', 'docs/trust.md', 'docs/quickstart.md'].map(textOf),
  ];

  it.each(['compliant', 'certified', 'certifies', 'approved', 'guarantee', 'audit-ready'])('never say "%s"', (word) => {
    expect(sentences.filter((sentence) => sentence.toLowerCase().includes(word))).toEqual([]);
  });
});

describe('the README', () => {
  it('states the ceilings of the shipped mapping', () => {
    const caps = countBy(mapped, ([, control]) => control.cap);
    const readme = oneLine(textOf('README.md'));
    expect(readme).toContain(`machine evidence alone can satisfy ${caps.satisfied} with the shipped mapping`);
    expect(readme).toContain(`show ${caps.partial} in part, and decide ${caps.manual} not at all`);
  });
});

const shared = process.env['AVERMENT_SHARED'] ?? fileURLToPath(new URL('../shared', root));
const official = `${shared}/standards/ssdf-1.1.json`;

if (existsSync(official)) {
  describe('beside the official text', () => {
    const groups = (JSON.parse(readFileSync(official, 'utf8')) as Official).groups;

    it('ids, group titles and practice names are the official ones', () => {
      const skeleton = (of: readonly OfficialGroup[]) =>
        of.map((group) => ({ id: group.id, title: group.title, practices: group.practices.map(skeletonOf) }));
      const ours = catalog.groups.map((group) => ({
        ...group,
        practices: group.practices.map(({ controls, ...practice }) => ({ ...practice, tasks: controls })),
      }));
      expect(skeleton(ours)).toEqual(skeleton(groups));
    });

    it('no task summary, need, rationale, human part or remedy repeats six words of it in a row', () => {
      const theirs = new Set(groups.flatMap((group) => textsOf(group)).flatMap((text) => runsOf(text, 6)));
      const ours = [...tasks.map(({ summary }) => summary), ...mapped.flatMap(([, control]) => sentencesOf(control))];
      expect(ours.flatMap((text) => runsOf(text, 6)).filter((run) => theirs.has(run))).toEqual([]);
    });
  });
} else {
  describe.skip(`beside the official text (skipped: ${official} is not there; set AVERMENT_SHARED)`, () => {
    it('ids, titles and wording are compared', () => undefined);
  });
}

interface Official {
  readonly groups: readonly OfficialGroup[];
}
interface OfficialGroup {
  readonly id: string;
  readonly title: string;
  readonly practices: readonly {
    readonly id: string;
    readonly title: string;
    readonly tasks: readonly { readonly id: string }[];
  }[];
}

function skeletonOf({ id, title, tasks: below }: OfficialGroup['practices'][number]): unknown {
  return { id, title, tasks: below.map((task) => task.id) };
}

/** Every `text` below a value, names of practices excepted: those are facts. */
function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]: [string, unknown]) =>
    key === 'text' && typeof below === 'string' ? [below] : textsOf(below),
  );
}

function runsOf(text: string, length: number): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[a-z0-9']+/g) ?? [];
  return words.slice(length - 1).map((_, index) => words.slice(index, index + length).join(' '));
}

type Leaf = Extract<Requirement, { readonly claim: unknown }>;

function leavesOf(requirement: Requirement | undefined): readonly Leaf[] {
  if (requirement === undefined) return [];
  if ('claim' in requirement) return [requirement];
  const below =
    'allOf' in requirement ? requirement.allOf : 'anyOf' in requirement ? requirement.anyOf : requirement.of;
  return below.flatMap(leavesOf);
}

function allLeaves({ requires, beyondPartial }: ControlMapping): readonly Leaf[] {
  return [requires, beyondPartial].flatMap(leavesOf);
}

function sentencesOf(control: ControlMapping): string[] {
  return [control.rationale, control.human, control.remedy, ...allLeaves(control).map(({ need }) => need)];
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
