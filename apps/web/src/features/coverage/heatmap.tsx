import { useRouter } from '@tanstack/react-router';
import { memo, type MouseEvent } from 'react';

import { controlAddress, releaseAddress } from '../../app/addresses.ts';
import type { ViewSearch } from '../../app/view.ts';
import { lookOf } from '../../ui/status-shapes.ts';
import { StatusGlyph } from '../../ui/status.tsx';
import type { CoverageCell, CoverageRow, Looked } from './coverage-rows.ts';
import classes from './heatmap.module.css';
import type { TaskGroup } from './task-groups.ts';
import { useGridKeys } from './use-grid-keys.ts';

interface HeatmapProps {
  readonly rows: readonly CoverageRow[];
  readonly groups: readonly TaskGroup[];
  readonly view: ViewSearch;
  readonly onLook: (looked: Looked) => void;
}

/**
 * A real table: products down, tasks across, one stop of the Tab key, arrows within. Each cell is a link that says its
 * task, product, status and count in words.
 */
export const Heatmap = memo(function Heatmap({ rows, groups, view, onLook }: HeatmapProps) {
  const { at, keys } = useGridKeys(
    rows.length,
    groups.reduce((sum, { tasks }) => sum + tasks.length, 0),
  );
  const follow = useFollow();
  const look = (target: EventTarget) => {
    const [row, column] = (cellOf(target)?.dataset['at'] ?? '').split(':').map(Number);
    const [inRow, inColumn] = [rows[row ?? -1], rows[row ?? -1]?.cells[column ?? -1]];
    if (inRow !== undefined && inColumn !== undefined) onLook({ row: inRow, cell: inColumn });
  };
  return (
    <div className={classes['wide']} role="region" aria-label="Coverage matrix" tabIndex={-1}>
      {/* One listener each for thousands of links. */}
      <table
        role="grid"
        className={classes['heatmap']}
        aria-label="Status of each task for the newest release of each product"
        onClick={follow}
        onPointerOver={({ target }) => look(target)}
        onFocus={({ target }) => {
          keys.onFocus(target);
          look(target);
        }}
        onKeyDown={keys.onKeyDown}
      >
        <Heads groups={groups} />
        <tbody>
          {rows.map((row, index) => (
            <Row
              key={row.productId}
              row={row}
              index={index}
              view={view}
              active={at.row === index ? at.column : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
});

function Heads({ groups }: { readonly groups: readonly TaskGroup[] }) {
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className={classes['corner']}>
          Product
        </th>
        {groups.map(({ id, title, tasks }) => (
          <th key={id} scope="colgroup" colSpan={tasks.length} className={classes['group']} title={title}>
            {tasks.length > 3 ? title : id}
          </th>
        ))}
      </tr>
      <tr>
        {groups.flatMap(({ tasks }) =>
          tasks.map(({ id, label, first }) => (
            <th key={id} scope="col" className={classes['task']} data-first={first}>
              {label}
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly row: CoverageRow;
  readonly index: number;
  readonly view: ViewSearch;
  /** Column that Tab stops at. */
  readonly active: number | undefined;
}

const Row = memo(function Row({ row, index, view, active }: RowProps) {
  const { product, version, cells } = row;
  return (
    <tr>
      <th scope="row" className={classes['product']}>
        {version === null ? (
          <>
            {product} <span className={classes['version']}>no release</span>
          </>
        ) : (
          <a href={releaseAddress({ product, version })} data-at={`${index}:-1`} tabIndex={active === -1 ? 0 : -1}>
            {product} <span className={classes['version']}>{version}</span>
          </a>
        )}
      </th>
      {cells.map((cell, column) => (
        <td key={cell.control}>
          <a
            href={controlAddress(cell.control, { product, version: version ?? '' }, view)}
            className={classes['cell']}
            data-status={cell.status}
            data-at={`${index}:${column}`}
            tabIndex={active === column ? 0 : -1}
            aria-label={cellWords(row, cell)}
          >
            <StatusGlyph status={cell.status} />
          </a>
        </td>
      ))}
      {cells.length === 0 && (
        <td className={classes['none']} colSpan={99}>
          {version === null ? 'No release was known then.' : 'Not judged by this framework then; that shows nothing.'}
        </td>
      )}
    </tr>
  );
});

export function cellWords({ product }: CoverageRow, { control, status, met, of }: CoverageCell): string {
  return `${control}, ${product}, ${lookOf(status).word.toLowerCase()}${of === 0 ? '' : `, ${met} of ${of}`}`;
}

/** Follows a link without loading the page again; with a modifier key the browser does what it always does. */
function useFollow() {
  const { history } = useRouter();
  return (event: MouseEvent) => {
    const link = cellOf(event.target);
    const own = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (link === null || !own) return;
    event.preventDefault();
    history.push(link.getAttribute('href') ?? '/coverage');
  };
}

function cellOf(target: EventTarget): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-at]') : null;
}
