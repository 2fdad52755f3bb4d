import { outcomeLook } from './outcome-looks.ts';
import { Glyph } from './status.tsx';
import classes from './status.module.css';

/** Verdict of a piece of evidence or of one rung: glyph and word. */
export function Outcome({ outcome }: { readonly outcome: string }) {
  const { word, tint, strokes } = outcomeLook(outcome);
  return (
    <span className={classes['status']} data-status={tint}>
      <Glyph strokes={strokes} />
      {word}
    </span>
  );
}
