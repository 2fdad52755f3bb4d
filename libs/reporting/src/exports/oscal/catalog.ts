import type { CatalogControl } from '#compliance';

import type { ExportParts } from '../export-parts.js';
import type { ReportGroup, ReportPractice } from '../../report.js';
import type { ReportTask } from '../../report-task.js';
import { documentBytes, listed, metadata, props, type OscalObject } from './oscal-document.js';
import { prose, statementId, token, value } from './oscal-text.js';

/** The catalog that was judged by: official ids and names, our summaries, official texts where they are at hand. */
export function renderOscalCatalog(parts: ExportParts): Uint8Array {
  const { report, framework } = parts;
  const controls = new Map(
    framework.catalog.groups.flatMap(({ practices }) =>
      practices.flatMap((practice) => practice.controls.map((control) => [control.id, control] as const)),
    ),
  );
  return documentBytes('catalog', {
    metadata: { ...metadata(parts, 'Catalog'), remarks: remarks(parts) },
    groups: report.groups.map((group) => oscalGroup(group, controls)),
  });
}

function remarks({ report, framework: { catalog } }: ExportParts): string {
  return [
    `${prose(catalog.title)}, version ${prose(catalog.version)}, from ${prose(catalog.source)}; file ${report.catalog.digest}.`,
    ...(catalog.attribution === undefined ? [] : [prose(catalog.attribution)]),
    report.wording === undefined
      ? 'Ids and names are official. What each control asks is summed up in words that are not those of the publication.'
      : `Texts are those of “${prose(report.wording.title)}”, version ${prose(report.wording.version)}; where it has none, a summary stands.`,
  ].join(' ');
}

function oscalGroup(group: ReportGroup, controls: ReadonlyMap<string, CatalogControl>): OscalObject {
  return {
    id: token(`group_${group.id}`),
    title: prose(group.title),
    props: props({ label: group.id }),
    groups: group.practices.map((practice) => oscalPractice(practice, controls)),
  };
}

function oscalPractice(practice: ReportPractice, controls: ReadonlyMap<string, CatalogControl>): OscalObject {
  return {
    id: token(`practice_${practice.id}`),
    title: prose(practice.title),
    props: props({ label: practice.id }),
    ...listed(
      'controls',
      practice.tasks.map((task) => oscalControl(task, controls.get(task.id))),
    ),
  };
}

function oscalControl(task: ReportTask, control: CatalogControl | undefined): OscalObject {
  return {
    id: token(task.id),
    title: prose(control?.title ?? task.id),
    props: [{ name: 'label', value: value(control?.label ?? task.id) }],
    parts: [{ id: statementId(task.id), name: 'statement', prose: prose(task.official ?? task.summary) }],
  };
}
