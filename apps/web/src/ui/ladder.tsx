import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

import { differing } from './differing.ts';
import { ForeignText } from './foreign-text.tsx';
import classes from './ladder.module.css';
import { outcomeLook } from './outcome-looks.ts';
import { Glyph } from './status.tsx';
import { wordsOf } from './words.ts';

export interface Rung {
  readonly rung: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly expected: string | null;
  readonly found: string | null;
  readonly meaning: string | null;
  readonly remedy: string | null;
  readonly spec: string | null;
}

/** Every step of a verification, in order. The first that stops it stands open; the others open with a click. */
export function Ladder({ rungs }: { readonly rungs: readonly Rung[] }) {
  const stopped = rungs.find(({ outcome }) => outcome === 'failed') ?? rungs.find((rung) => !holds(rung));
  return (
    <ol className={classes['ladder']} aria-label="Verification ladder">
      {rungs.map((rung) => (
        <li key={rung.rung} className={classes['rung']} data-status={outcomeLook(rung.outcome).tint}>
          <span className={classes['knot']}>
            <Glyph strokes={outcomeLook(rung.outcome).strokes} />
          </span>
          {saysMore(rung) ? <Opening rung={rung} open={rung === stopped} /> : <Head rung={rung} />}
        </li>
      ))}
    </ol>
  );
}

function holds({ outcome }: Rung): boolean {
  return outcome === 'passed' || outcome === 'not-applicable';
}

function saysMore({ expected, found, meaning, spec }: Rung): boolean {
  return [expected, found, meaning, spec].some((text) => text !== null);
}

function Head({ rung }: { readonly rung: Rung }) {
  return (
    <div className={classes['head']}>
      <HeadWords rung={rung} />
    </div>
  );
}

function HeadWords({ rung }: { readonly rung: Rung }) {
  const glance = rung.meaning ?? rung.found;
  return (
    <>
      <span className={classes['name']}>{wordsOf(rung.rung)}</span>
      <span className={classes['word']}>{outcomeLook(rung.outcome).word}</span>
      <span className={classes['glance']}>{glance !== null && <ForeignText>{glance}</ForeignText>}</span>
    </>
  );
}

function Opening({ rung, open }: { readonly rung: Rung; readonly open: boolean }) {
  const { meaning, remedy } = rung;
  return (
    <details open={open}>
      <summary className={classes['head']}>
        <HeadWords rung={rung} />
      </summary>
      <div className={classes['body']}>
        {meaning !== null && <p>{meaning}</p>}
        {remedy !== null && (
          <p>
            <strong>What to do:</strong> {remedy}
          </p>
        )}
        <RungFacts rung={rung} />
      </div>
    </details>
  );
}

function RungFacts({ rung: { expected, found, code, spec } }: { readonly rung: Rung }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Expected', expected !== null && <Compared text={expected} other={found} />],
    ['Found', found !== null && <Compared text={found} other={expected} />],
    ['Code', code],
    ['Asked for by', spec],
  ];
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => value !== null && value !== false && <Fact key={name} name={name} value={value} />)}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** Where expected and found are nearly alike, the part that is not is marked: by a line, by weight, and for the ear. */
function Compared({ text, other }: { readonly text: string; readonly other: string | null }) {
  const parts = other === null ? undefined : differing(text, other);
  if (parts === undefined) return <ForeignText>{text}</ForeignText>;
  return (
    <>
      <ForeignText>{parts.start}</ForeignText>
      {parts.middle !== '' && (
        <mark>
          <VisuallyHidden>differs: </VisuallyHidden>
          <ForeignText>{parts.middle}</ForeignText>
          <VisuallyHidden> end of difference</VisuallyHidden>
        </mark>
      )}
      <ForeignText>{parts.end}</ForeignText>
    </>
  );
}
