import {
  controlsOf,
  type Catalog,
  type CatalogControl,
  type ControlMapping,
  type Mapping,
  type Requirement,
} from '#compliance';

const UNITS: Readonly<Record<ControlMapping['population'], string>> = {
  artifacts: 'each artifact',
  revisions: 'each source revision',
  release: 'the release as one',
  organization: 'statement',
};

/** What `docs/ssdf.md` says from its overview on, before formatting: data, and nothing besides. */
export function renderTasks(catalog: Catalog, mapping: Mapping): string {
  const rows = controlsOf(catalog).map((task) => overviewRow(task, mappingOf(task, mapping)));
  const parts = catalog.groups.flatMap((group) => [
    `## ${group.id}: ${group.title}`,
    ...group.practices.flatMap((practice) => [
      `_${practice.id} ${practice.title}_`,
      ...practice.controls.flatMap((task) => section(task, mappingOf(task, mapping))),
    ]),
  ]);
  const head = ['| Task | Summary | Grade | Cap | Judged over |', '| --- | --- | --- | --- | --- |'];
  return ['## Overview', [...head, ...rows].join('\n'), ...parts].join('\n\n');
}

function mappingOf({ id }: CatalogControl, { controls }: Mapping): ControlMapping {
  const control = controls[id];
  if (control === undefined) throw new Error(`nothing is mapped for ${id}`);
  return control;
}

function overviewRow({ id, summary }: CatalogControl, { grade, cap, population }: ControlMapping): string {
  const anchor = id.toLowerCase().replaceAll('.', '');
  return `| ${[`[${id}](#${anchor})`, summary, grade, cap, UNITS[population]].join(' | ')} |`;
}

function section({ id, summary }: CatalogControl, control: ControlMapping): readonly string[] {
  const { grade, cap, population, requires, beyondPartial, rationale, human, remedy } = control;
  return [
    `### ${id}`,
    summary,
    `Grade ${grade}, cap ${cap}${requires === undefined ? '' : `, judged over ${UNITS[population]}`}.`,
    ...(requires === undefined ? [] : ['Machines look for:', listOf(requires)]),
    ...(beyondPartial === undefined ? [] : ['Beyond PARTIAL the organization shows:', listOf(beyondPartial)]),
    `Why: ${oneLine(rationale)}`,
    `Stays human: ${oneLine(human)}`,
    `If it is not met: ${oneLine(remedy)}`,
  ];
}

function listOf(requirement: Requirement, indent = ''): string {
  if ('claim' in requirement) return `${indent}- ${leafOf(requirement)}`;
  const [heading, branches] =
    'allOf' in requirement
      ? ['all of', requirement.allOf]
      : 'anyOf' in requirement
        ? ['any of', requirement.anyOf]
        : [`at least ${requirement.atLeast} of`, requirement.of];
  return [`${indent}- ${heading}:`, ...branches.map((branch) => listOf(branch, `${indent}  `))].join('\n');
}

type Leaf = Extract<Requirement, { readonly claim: unknown }>;

function leafOf({ need, claim, select, where, unless, freshDays }: Leaf): string {
  const says = [
    ...(select === undefined ? [] : [`about \`${oneLine(select.source)}\``]),
    ...(where === undefined ? [] : [`where \`${oneLine(where.source)}\``]),
    ...(unless === undefined ? [] : [`unless \`${oneLine(unless.source)}\``]),
    ...(freshDays === undefined ? [] : [`for ${freshDays} days`]),
  ];
  return `${oneLine(need)} (\`${claim}\`${says.length === 0 ? '' : `, ${says.join('; ')}`})`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
