import classes from './status-bar.module.css';
import { lookOf, STATUS_LOOKS } from './status-shapes.ts';
import { StatusGlyph } from './status.tsx';

interface StatusCount {
  readonly status: string;
  readonly count: number;
}

/** Best first, as they are read everywhere; those that do not occur are left out. */
export function countStatuses(results: readonly { readonly status: string }[]): readonly StatusCount[] {
  const counts = new Map(Object.keys(STATUS_LOOKS).map((status) => [status, 0]));
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => ({ status, count })).filter(({ count }) => count > 0);
}

/** One bar, and under it the same in words: the picture never says more than the text. */
export function StatusBar({ counts }: { readonly counts: readonly StatusCount[] }) {
  return (
    <div>
      <div className={classes['bar']} aria-hidden>
        {counts.map(({ status, count }) => (
          <span key={status} className={classes['part']} data-status={status} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={classes['totals']}>
        {counts.map(({ status, count }) => (
          <li key={status} className={classes['total']} data-status={status}>
            <StatusGlyph status={status} />
            <span className={classes['count']}>{count}</span> {lookOf(status).word.toLowerCase()}
          </li>
        ))}
      </ul>
    </div>
  );
}
