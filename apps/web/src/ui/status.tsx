import { lookOf, type Stroke } from './status-shapes.ts';
import classes from './status.module.css';

/** Glyph and word: the word is what a screen reader says. */
export function Status({ status }: { readonly status: string }) {
  return (
    <span className={classes.status} data-status={status}>
      <StatusGlyph status={status} />
      {lookOf(status).word}
    </span>
  );
}

/** Decorative: the word stands beside it. */
export function StatusGlyph({ status }: { readonly status: string }) {
  return <Glyph strokes={lookOf(status).strokes} />;
}

export function Glyph({ strokes }: { readonly strokes: readonly Stroke[] }) {
  return (
    <svg className={classes.glyph} viewBox="0 0 16 16" aria-hidden focusable="false">
      {strokes.map((stroke) => (
        <path key={stroke.d} d={stroke.d} className={classOf(stroke)} {...inkOf(stroke)} />
      ))}
    </svg>
  );
}

function classOf({ filled, knockedOut }: Stroke): string {
  if (knockedOut === true) return classes['knockedOut'] ?? '';
  return filled === true ? (classes['filled'] ?? '') : '';
}

function inkOf({ width, dash }: Stroke) {
  return { ...(width !== undefined && { strokeWidth: width }), ...(dash !== undefined && { strokeDasharray: dash }) };
}
