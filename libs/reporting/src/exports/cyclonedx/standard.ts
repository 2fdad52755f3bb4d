import type { ExportParts } from '../export-parts.js';
import { shown } from './cyclonedx-text.js';

export function requirementRef(control: string): string {
  return `requirement:${control}`;
}

/** The catalog as a standard: groups, practices and controls, each below the one that it belongs to. */
export function standard({ report, framework: { catalog } }: ExportParts): object {
  return {
    'bom-ref': 'standard',
    name: shown(catalog.title),
    version: shown(catalog.version),
    description: `Judged by the catalog ${catalog.id}, file ${report.catalog.digest}. Texts without an official wording are summaries.`,
    requirements: report.groups.flatMap((group) => [
      { 'bom-ref': `group:${group.id}`, identifier: group.id, title: shown(group.title) },
      ...group.practices.flatMap((practice) => [
        {
          ...{ 'bom-ref': `practice:${practice.id}`, identifier: practice.id, title: shown(practice.title) },
          parent: `group:${group.id}`,
        },
        ...practice.tasks.map((task) => ({
          ...{ 'bom-ref': requirementRef(task.id), identifier: task.id, text: shown(task.official ?? task.summary) },
          parent: `practice:${practice.id}`,
        })),
      ]),
    ]),
    ...(/^https:\/\/[!-~]+$/.test(catalog.source) && {
      externalReferences: [{ type: 'documentation', url: catalog.source }],
    }),
  };
}
