import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { controlsOf, type Catalog, type CatalogControl, type ControlMapping, type Requirement } from '#compliance';
import { packageFrameworks } from '#platform';

const frameworks = packageFrameworks();
const ids = (catalog: Catalog) => controlsOf(catalog).map(({ id }) => id);
const practicesOf = (catalog: Catalog) => catalog.groups.flatMap(({ practices }) => practices);

const ssdf11 = frameworks.catalog('ssdf-1.1');
const ssdf12 = frameworks.catalog('ssdf-1.2-ipd');
const profile = frameworks.catalog('sp800-218a');
const slsa = frameworks.catalog('slsa-1.2');
const form = frameworks.catalog('cisa-form-1.0');
const order = frameworks.catalog('eo-14028-4e');
const catalogs = [ssdf12, profile, slsa, form, order];
const mapped = ['slsa-1.2', 'ssdf-1.2-ipd', 'sp800-218a'];

/** Our crosswalks that have exactly the rows of a published one; ids of ours and of what it was made from. */
const CROSSWALKS = [
  ['eo-14028-4e-to-ssdf-1.1', 'ssdf11-eo14028'],
  ['cisa-form-1.0-to-ssdf-1.1', 'cisa-form-ssdf11'],
  ['ssdf-1.1-to-sp800-53-r5', 'ssdf11-sp800-53r5'],
  ['ssdf-1.1-to-sp800-161-r1-draft2', 'ssdf11-sp800-161r1-draft2'],
  ['ssdf-1.1-to-csf-1.1', 'ssdf11-csf-1.1'],
  ['ssdf-1.1-to-pci-secure-slc-1.1', 'ssdf11-pci-secure-slc-1.1'],
  ['ssdf-1.1-to-bsimm-12', 'ssdf11-bsimm-12'],
  ['ssdf-1.1-to-samm-1.5', 'ssdf11-samm-1.5'],
  ['ssdf-1.1-to-owasp-scvs-1.0', 'ssdf11-scvs'],
  ['ssdf-1.1-to-iec-62443-4-1', 'ssdf11-iec-62443-4-1'],
  ['ssdf-1.1-to-bsafss-1.1', 'ssdf11-bsafss'],
  ['ssdf-1.1-to-asvs-4.0.3', 'ssdf11-asvs-4.0.3'],
  ['osps-baseline-to-ssdf-1.1', 'osps-ssdf'],
  ['osps-baseline-to-csf-2.0', 'osps-csf'],
  ['osps-baseline-to-cra', 'osps-cra'],
  ['osps-baseline-to-openssf-best-practices-badge', 'osps-bpb'],
  ['osps-baseline-to-opencre', 'osps-opencre'],
  ['osps-baseline-to-psscrm', 'osps-psscrm'],
  ['osps-baseline-to-samm-2', 'osps-samm'],
  ['osps-baseline-to-pci-dss', 'osps-pcidss'],
  ['osps-baseline-to-sp800-161', 'osps-800-161'],
  ['osps-baseline-to-uk-sscop', 'osps-uksscop'],
  ['osps-baseline-to-bsi-tr-03185-2', 'osps-bsi-tr-03185-2'],
  ['osps-baseline-to-openssf-scorecard', 'osps-scorecard'],
  ['osps-baseline-to-iso-18974', 'osps-iso-18974'],
  ['cncf-cloud-native-security-to-ssdf-1.1', 'cncf-cnswp-v2'],
] as const;

describe('the draft of SSDF 1.2', () => {
  it('is a draft with 21 practices and 49 tasks, and would supersede SSDF 1.1', () => {
    expect(ssdf12).toMatchObject({ status: 'draft', supersedes: 'ssdf-1.1' });
    expect([practicesOf(ssdf12).length, ids(ssdf12).length]).toEqual([21, 49]);
  });

  it('keeps every task of 1.1 with its summary, and adds those of PO.6 and PS.4', () => {
    const now = new Map(controlsOf(ssdf12).map((control) => [control.id, control]));
    for (const { id, summary } of controlsOf(ssdf11)) expect(now.get(id)?.summary).toBe(summary);
    const before = new Set(ids(ssdf11));
    expect([...now.keys()].filter((id) => !before.has(id)).join(' ')).toBe(
      'PO.6.1 PO.6.2 PO.6.3 PS.4.1 PS.4.2 PS.4.3 PS.4.4',
    );
  });
});

describe('the AI profile, SP 800-218A', () => {
  it('lies over SSDF 1.1: 42 tasks of it and 6 of its own are its 48', () => {
    expect(profile.overlay?.of).toBe('ssdf-1.1');
    expect(profile.overlay?.adopts.map(({ id }) => id)).toEqual(ids(ssdf11));
    expect(ids(profile)).toEqual(['PO.5.3', 'PS.1.2', 'PS.1.3', 'PW.3.1', 'PW.3.2', 'PW.3.3']);
  });

  it('has a PW.3 about training data that SSDF 1.1 does not have', () => {
    expect(practicesOf(profile).find(({ id }) => id === 'PW.3')?.title).toMatch(/Training/);
    expect([...ids(ssdf11), ...practicesOf(ssdf11).map(({ id }) => id)]).not.toContain('PW.3');
  });
});

describe('SLSA 1.2', () => {
  it('has two tracks, 8 requirements on builds and 14 on sources', () => {
    const counts = slsa.groups.map(({ id, practices }) => [id, practices.flatMap(({ controls }) => controls).length]);
    expect(counts).toEqual([
      ['build', 8],
      ['source', 14],
    ]);
  });

  it('says what its licence asks for', () => {
    expect(slsa.attribution).toMatch(/SLSA Working Group.*Community Specification License 1\.0/s);
  });
});

describe('the CISA form', () => {
  it('says that OMB M-26-05 took the obligation away, and calls nothing mandatory', () => {
    expect(form.standing).toMatch(/^Voluntary unless an agency asks for it: on 2026-01-23 .*M-26-05 .* rescinded/s);
    const file = readFileSync(new URL('../../mappings/cisa-form-1.0.catalog.yaml', import.meta.url), 'utf8');
    expect(file).not.toMatch(/mandatory|required|must/i);
  });

  it('leads to 31 of the 42 tasks', () => {
    const { rows } = frameworks.crosswalk('cisa-form-1.0-to-ssdf-1.1');
    expect(new Set(rows.flatMap(({ to }) => to)).size).toBe(31);
  });
});

describe('section 4(e) of Executive Order 14028', () => {
  it('has 15 items, of which (ix) leads to every task', () => {
    expect(ids(order)).toHaveLength(15);
    const { rows } = frameworks.crosswalk('eo-14028-4e-to-ssdf-1.1');
    expect(rows.map(({ from }) => from).sort()).toEqual(ids(order).sort());
    expect(rows.find(({ from }) => from === '4e-ix')?.to.toSorted()).toEqual(ids(ssdf11).toSorted());
  });
});

describe('the CNCF stages', () => {
  it('group 13 of the 42 tasks into five stages', () => {
    const { groups } = frameworks.view('cncf-stages');
    expect(groups.map(({ id }) => id)).toEqual(['source', 'materials', 'build', 'artifacts', 'deployment']);
    expect(new Set(groups.flatMap(({ controls }) => controls)).size).toBe(13);
  });
});

describe('every crosswalk', () => {
  const crosswalks = frameworks
    .list()
    .flatMap(({ kind, id }) => (kind === 'crosswalk' ? [frameworks.crosswalk(id)] : []));

  it.each(crosswalks.map((crosswalk) => [crosswalk.id, crosswalk] as const))(
    '%s: says who made it and under which licence',
    (_, crosswalk) => {
      expect(crosswalk.source).toMatch(/^https:\/\//);
      if (/Apache|CC-BY|Community/.test(crosswalk.licence)) expect(crosswalk.attribution).toBeDefined();
    },
  );
});

describe('docs/frameworks.md', () => {
  const page = readFileSync(new URL('../../docs/frameworks.md', import.meta.url), 'utf8');

  it('names everything that is there', () => {
    const named = frameworks.list().filter(({ kind }) => kind !== 'mapping');
    expect(named.filter(({ id }) => !page.includes(`\`${id}\``))).toEqual([]);
  });

  it.each([ssdf11, ...catalogs])('says of $id its status and how many controls it has', (catalog) => {
    const row = new RegExp(
      `^\\| \`${catalog.id}\` +\\|.+\\| ${catalog.status} +\\| ${controlsOf(catalog).length}[ ,]`,
      'im',
    );
    expect(page).toMatch(row);
  });

  it('counts what the view groups, what it leaves out, and what the overlay has and adopts', () => {
    const grouped = new Set(frameworks.view('cncf-stages').groups.flatMap(({ controls }) => controls)).size;
    const all = ids(ssdf11).length;
    expect(page).toContain(`NIST relates ${grouped} tasks to stages; the other ${all - grouped} are in none.`);
    const adopted = profile.overlay?.adopts.length ?? 0;
    expect(page).toContain(`| ${ids(profile).length}, adopts ${adopted} |`);
    expect(page).toContain(`names the ${adopted} it adopts`);
  });
});

describe('our own sentences about these frameworks', () => {
  const sentences = [
    ...catalogs.flatMap((catalog) => [catalog.standing ?? '', ...controlsOf(catalog).flatMap(wordsOf)]),
    ...mapped.flatMap((id) => Object.values(frameworks.mapping(id).controls).flatMap(sentencesOf)),
    readFileSync(new URL('../../docs/frameworks.md', import.meta.url), 'utf8'),
  ];

  it.each(['compliant', 'certified', 'certifies', 'approved', 'guarantee', 'audit-ready'])('never say "%s"', (word) => {
    expect(sentences.filter((sentence) => sentence.toLowerCase().includes(word))).toEqual([]);
  });
});

const shared = process.env['AVERMENT_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const standards = `${shared}/standards`;
const read = (name: string) => JSON.parse(readFileSync(`${standards}/${name}`, 'utf8')) as never;

if (existsSync(standards)) {
  describe('beside the official texts', () => {
    it('SSDF 1.2: ids, new practices and reworded tasks are those of the draft', () => {
      const official: Draft = read('ssdf-1.2-ipd-delta.json');
      expect(ids(ssdf12).sort()).toEqual(official.allTaskIds.toSorted());
      expect([practicesOf(ssdf12).length, ids(ssdf12).length]).toEqual([
        official.counts.practices,
        official.counts.tasks,
      ]);
      for (const { id, title, tasks } of official.newPractices) {
        const ours = practicesOf(ssdf12).find((practice) => practice.id === id);
        expect([ours?.title, ours?.controls.map((control) => control.id)]).toEqual([
          title,
          tasks.map((task) => task.id),
        ]);
      }
      const changed = controlsOf(ssdf12).flatMap(({ id, change }) => (change === undefined ? [] : [id]));
      expect(changed.sort()).toEqual(Object.keys(official.taskTextChanges).sort());
    });

    it('SP 800-218A: priorities, new tasks and changes are those of the profile', () => {
      const official: Profile = read('ssdf-800-218A-overlay.json');
      const all = [...(profile.overlay?.adopts ?? []), ...controlsOf(profile)];
      const priorities = Object.fromEntries(all.map(({ id, priority }) => [id, priority]));
      const theirs = Object.entries(official.taskPriority).map(([id, priority]) => [id, priority.toLowerCase()]);
      expect(priorities).toEqual(Object.fromEntries(theirs));
      expect(ids(profile)).toEqual(official.newTasks.map(({ id }) => id));
      const changed = all.flatMap(({ id, change }) => (change === undefined ? [] : [id]));
      expect(changed).toEqual(Object.keys(official.modified).filter((id) => !id.includes('practice')));
    });

    it('SLSA: tracks, levels, ids, titles and lowest levels are those of the specification', () => {
      const official: Slsa = read('slsa-1.2.json');
      const ours = slsa.groups.flatMap((track) =>
        track.practices.flatMap(({ controls }) =>
          controls.map(({ id, title, level }) => ({ id: `${track.id}/${id}`, title, minLevel: level })),
        ),
      );
      expect(byId(ours)).toEqual(
        byId(official.requirements.map(({ id, title, minLevel }) => ({ id, title, minLevel }))),
      );
      const levels = slsa.groups.flatMap((track) =>
        (track.levels ?? []).map(({ id, level, title }) => ({ id, level, title, track: track.id })),
      );
      const theirs = official.levels.filter(({ level }) => level > 0);
      expect(levels).toEqual(theirs.map(({ id, level, title, track }) => ({ id, level, title, track })));
    });

    it('the CISA form: statements, parts and cited tasks are those of the form', () => {
      const official: Form = read('cisa-form.json');
      const theirs = official.statements.flatMap(({ id, sub = [] }) => [
        ...(id === '1' ? [] : [id]),
        ...sub.map((part) => part.id),
      ]);
      expect(ids(form)).toEqual(theirs);
      const { rows } = frameworks.crosswalk('cisa-form-1.0-to-ssdf-1.1');
      expect([...new Set(rows.flatMap(({ to }) => to))].sort()).toEqual(official.ssdfTasksCited.toSorted());
    });

    it.each(CROSSWALKS)('%s is what was published', (id, published) => {
      const maps: { readonly maps: readonly Published[] } = read('crosswalks.json');
      const official = maps.maps.find((map) => map.id === published);
      expect(official?.copyOk).toMatch(/^yes/);
      const theirs = new Map<string, Set<string>>();
      for (const { from, to } of official?.rows ?? []) {
        theirs.set(idOf(from), new Set([...(theirs.get(idOf(from)) ?? []), ...listOf(to)]));
      }
      expect(new Map(frameworks.crosswalk(id).rows.map(({ from, to }) => [from, new Set(to)]))).toEqual(theirs);
    });

    it('the CNCF stages are those that SSDF 1.1 prints', () => {
      const maps: { readonly maps: readonly Published[] } = read('crosswalks.json');
      const rows = maps.maps.find(({ id }) => id === 'ssdf11-cncf-sscp-v1')?.rows ?? [];
      for (const { title, controls } of frameworks.view('cncf-stages').groups) {
        expect(controls).toEqual(rows.flatMap(({ from, to }) => (String(to).includes(`${title}—`) ? [from] : [])));
      }
    });

    it('no summary, change, need, rationale, human part or remedy repeats six words of an official text in a row', () => {
      const files = ['ssdf-1.1', 'ssdf-1.2-ipd-delta', 'ssdf-800-218A-overlay', 'slsa-1.2', 'cisa-form'];
      const theirs = new Set(files.flatMap((file) => textsOf(read(`${file}.json`))).flatMap((text) => runsOf(text, 6)));
      const ours = [
        ...catalogs.flatMap((catalog) => controlsOf(catalog).flatMap(wordsOf)),
        ...mapped.flatMap((id) => Object.values(frameworks.mapping(id).controls).flatMap(sentencesOf)),
      ];
      expect(ours.flatMap((text) => runsOf(text, 6)).filter((run) => theirs.has(run))).toEqual([]);
    });
  });
} else {
  describe.skip(`beside the official texts (skipped: ${standards} is not there; set AVERMENT_SHARED)`, () => {
    it('ids, titles, counts and crosswalks are compared', () => undefined);
  });
}

interface Draft {
  readonly counts: { readonly practices: number; readonly tasks: number };
  readonly allTaskIds: readonly string[];
  readonly newPractices: readonly { id: string; title: string; tasks: readonly { id: string }[] }[];
  readonly taskTextChanges: Readonly<Record<string, string>>;
}
interface Profile {
  readonly taskPriority: Readonly<Record<string, string>>;
  readonly newTasks: readonly { readonly id: string }[];
  readonly modified: Readonly<Record<string, string>>;
}
interface Slsa {
  readonly requirements: readonly { readonly id: string; readonly title: string; readonly minLevel: number }[];
  readonly levels: readonly { id: string; level: number; title: string; track: string }[];
}
interface Form {
  readonly statements: readonly { readonly id: string; readonly sub?: readonly { readonly id: string }[] }[];
  readonly ssdfTasksCited: readonly string[];
}
interface Published {
  readonly id: string;
  readonly copyOk: string;
  readonly rows: readonly { readonly from: string; readonly to: string | readonly string[] }[];
}

function sentencesOf({ rationale, human, remedy, requires }: ControlMapping): readonly string[] {
  return [rationale, human, remedy, ...(requires === undefined ? [] : needsOf(requires))];
}

function needsOf(requirement: Requirement): readonly string[] {
  if ('claim' in requirement) return [requirement.need];
  return (
    'allOf' in requirement ? requirement.allOf : 'anyOf' in requirement ? requirement.anyOf : requirement.of
  ).flatMap(needsOf);
}

function wordsOf({ summary, change }: CatalogControl): readonly string[] {
  return change === undefined ? [summary] : [summary, change];
}

function byId<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The ids of Executive Order items are the labels without brackets. */
function idOf(from: string): string {
  return controlsOf(order).find(({ label }) => label === from)?.id ?? from;
}

function listOf(to: string | readonly string[]): readonly string[] {
  return typeof to === 'string' ? to.split(/[,;]\s+/) : to;
}

/** Every text below a value; ids, titles and addresses are facts. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]: [string, unknown]) => {
    if (typeof below === 'string')
      return /^(text|summary|intended for|requirements|benefits)$|^P|^RV/.test(key) ? [below] : [];
    return textsOf(below);
  });
}

function runsOf(text: string, length: number): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[a-z0-9']+/g) ?? [];
  return words.slice(length - 1).map((_, index) => words.slice(index, index + length).join(' '));
}
