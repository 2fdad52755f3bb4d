import type { CoverageQuery } from '../../graphql/generated.ts';

/** The newest release of one product, task by task. */
export type CoverageRow = CoverageQuery['coverage']['edges'][number]['node'];
export type CoverageCell = CoverageRow['cells'][number];

/** A cell that is pointed at or has the focus, with the product it belongs to. */
export interface Looked {
  readonly row: CoverageRow;
  readonly cell: CoverageCell;
}
