import classes from './standing.module.css';

interface Look {
  readonly word: string;
  readonly meaning: string;
  readonly path: string;
}

/** On a grid of 16 by 16; shape and word differ, so that none is colour alone. */
const LOOKS: Readonly<Record<string, Look>> = {
  STANDING: {
    word: 'Standing',
    meaning: 'Nothing is known against what was signed.',
    path: 'M2 14h12M4 14V6.5M8 14V6.5M12 14V6.5M2 6.5L8 2.2l6 4.3z',
  },
  AFFECTED: {
    word: 'Affected',
    meaning: 'Some of what was signed no longer stands. What is not named below stands as it was signed.',
    path: 'M8 2L14.6 13.6H1.4zM8 6.6v3.2M8 11.6v.2',
  },
  SUPERSEDED: {
    word: 'Superseded',
    meaning: 'A newer attestation stands in its place.',
    path: 'M2.5 8h10M8.8 4.2L12.6 8l-3.8 3.8M14.2 3v10',
  },
  WITHDRAWN: {
    word: 'Withdrawn',
    meaning: 'Its issuer no longer stands behind any of it.',
    path: 'M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6zM3.6 12.4l8.8-8.8',
  },
};

export const STATES = ['STANDING', 'AFFECTED', 'SUPERSEDED', 'WITHDRAWN'] as const;

/** A state that this page does not know is shown as it is called. */
export function standingLook(state: string): Look {
  const known = Object.hasOwn(LOOKS, state) ? LOOKS[state] : undefined;
  return known ?? { word: state, meaning: '', path: 'M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6z' };
}

/** Glyph and word: the word is what a screen reader says. */
export function Standing({ state }: { readonly state: string }) {
  const { word, path } = standingLook(state);
  return (
    <span className={classes['standing']} data-state={state}>
      <svg className={classes['glyph']} viewBox="0 0 16 16" aria-hidden focusable="false">
        <path d={path} />
      </svg>
      {word}
    </span>
  );
}
