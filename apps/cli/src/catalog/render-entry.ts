import type { Catalog, CatalogControl, Crosswalk, CrosswalkEnd, View, Wording } from '#compliance';
import { assertNever } from '#kernel';
import { originWords, visibleText } from '#reporting';

import type { Entry, NamedControl } from './find-entry.js';

/** What was asked for, in lines for people. Catalogs can be of strangers: nothing in them steers a terminal. */
export function renderEntry(entry: Entry): string {
  return linesOf(entry)
    .map((line) => visibleText(line, MAX_LINE))
    .join('\n');
}

const MAX_LINE = 20_000;

function linesOf(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'catalog':
      return catalogLines(entry.catalog, entry.wording);
    case 'control':
      return controlLines(entry);
    case 'view':
      return viewLines(entry.view);
    case 'crosswalk':
      return crosswalkLines(entry.crosswalk);
    default:
      return assertNever(entry);
  }
}

function catalogLines(catalog: Catalog, wording?: Wording): readonly string[] {
  const groups = catalog.groups.flatMap((group) => [
    '',
    `${group.id}  ${group.title}`,
    ...(group.levels ?? []).map(({ id, title }) => `  ${id}  ${title}`),
    ...group.practices.flatMap((practice) => [
      `  ${practice.id}  ${practice.title}`,
      ...practice.controls.flatMap((control) => [
        `    ${headOf(control)}`,
        ...wordingLines(control.id, wording).map((line) => `      ${line}`),
      ]),
    ]),
  ]);
  return [...aboutLines(catalog, wording), ...overlayLines(catalog), ...groups];
}

function aboutLines(catalog: Catalog, wording?: Wording): readonly string[] {
  const { title, version, status, supersedes, source, retrieved, standing, attribution, importedFrom } = catalog;
  const state = status === 'draft' ? 'DRAFT' : 'final';
  return [
    `${catalog.id}  ${title}, version ${version} (${state})`,
    `  ${source}, retrieved ${retrieved}`,
    ...(standing === undefined ? [] : [`  ${standing}`]),
    ...(attribution === undefined ? [] : [`  ${attribution}`]),
    ...(supersedes === undefined ? [] : [`  ${status === 'draft' ? 'would supersede' : 'supersedes'} ${supersedes}`]),
    importedFrom === undefined
      ? '  Summaries are ours, and so are titles where the publication gives none.'
      : `  The texts are imported: ${originWords(importedFrom)}.`,
    ...(wording === undefined ? [] : [`  Official wording, behind "|": ${originWords(wording.importedFrom)}.`]),
  ];
}

function overlayLines({ overlay }: Catalog): readonly string[] {
  if (overlay === undefined) return [];
  const adopted = overlay.adopts.map(({ id, priority, change }) =>
    [`  ${id}`, priority, change].filter((word) => word !== undefined).join('  '),
  );
  return ['', `adopted from ${overlay.of}`, ...adopted];
}

function headOf({ id, label, title, level, priority, summary, change }: CatalogControl): string {
  const marks = [
    ...(level === undefined ? [] : [`from level ${level}`]),
    ...(priority === undefined ? [] : [`${priority} priority`]),
  ];
  const name = label === undefined ? id : `${id} (${label})`;
  const text = [title, summary].filter((word) => word !== undefined).join(': ');
  const mark = marks.length === 0 ? '' : `  [${marks.join(', ')}]`;
  return `${name}  ${text}${mark}${change === undefined ? '' : `  Changed: ${change}`}`;
}

function wordingLines(id: string, wording: Wording | undefined): readonly string[] {
  const text = wording !== undefined && Object.hasOwn(wording.texts, id) ? wording.texts[id] : undefined;
  return text === undefined ? [] : text.split('\n').map((line) => `| ${line}`);
}

function controlLines({ name, catalog, control, adopted, relations, wording }: NamedControl): readonly string[] {
  const said = [adopted?.priority && `priority ${adopted.priority}`, adopted?.change].filter(Boolean).join('; ');
  return [
    `${name.catalog}:${headOf(control)}`,
    ...(adopted === undefined ? [] : [`  adopted from ${catalog.id}${said === '' ? '' : `: ${said}`}`]),
    ...wordingLines(control.id, wording).map((line) => `  ${line}`),
    ...relations.map(({ crosswalk, others }) => `  ${crosswalk}: ${others.join(', ')}`),
    ...aboutLines(catalog, wording),
  ];
}

function viewLines(view: View): readonly string[] {
  return [
    `${view.id}  ${view.title}, version ${view.version}: a view of ${view.of}`,
    `  ${view.source}, retrieved ${view.retrieved}`,
    ...[view.attribution, view.note].filter((text) => text !== undefined).map((text) => `  ${text}`),
    ...view.groups.flatMap(({ id, title, controls }) => ['', `${id}  ${title}`, `  ${controls.join(' ')}`]),
  ];
}

function crosswalkLines(crosswalk: Crosswalk): readonly string[] {
  const { id, title, source, retrieved, licence, attribution, note, from, to, rows } = crosswalk;
  return [
    `${id}  ${title}`,
    `  ${source}, retrieved ${retrieved}, ${licence}`,
    ...[attribution, note].filter((text) => text !== undefined).map((text) => `  ${text}`),
    `  from ${endWords(from)} to ${endWords(to)}`,
    '',
    ...rows.map((row) => `${row.from}${row.title === undefined ? '' : ` (${row.title})`}: ${row.to.join(', ')}`),
  ];
}

function endWords(end: CrosswalkEnd): string {
  return 'catalog' in end ? `catalog ${end.catalog}` : `${end.title}, ${end.version} (not held here)`;
}
