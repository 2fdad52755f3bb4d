import type { Report } from './report.js';

/** Everything the judgement depends on, by name and digest. */
export function digestRows(report: Report): readonly (readonly [name: string, digest: string])[] {
  return [
    ['Assessment', report.assessment],
    ['Assessment input', report.input],
    [`Catalog ${report.catalog.id} ${report.catalog.version}`, report.catalog.digest],
    ...report.mapping.names.map(({ id, version, digest }) => [`Mapping ${id} ${version}`, digest] as const),
    ['Trust rules', report.policy],
    ...report.trustRoots.map((root) => [`Trust root ${root.name}`, root.digest] as const),
  ];
}
