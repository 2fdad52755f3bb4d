import { Title } from '@mantine/core';
import { useId } from 'react';

import classes from './claims.module.css';
import type { Report } from './report.ts';

/** Side by side and equally large: what a statement does not say matters as much as what it says. */
export function Claims({
  report: { claimed, notClaimed },
}: {
  readonly report: Pick<Report, 'claimed' | 'notClaimed'>;
}) {
  return (
    <div className={classes['claims']}>
      <Sentences title="What is claimed" sentences={claimed} />
      <Sentences title="What is not claimed" sentences={notClaimed} />
    </div>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  const id = useId();
  return (
    <section className={classes['side']} aria-labelledby={id}>
      <Title order={2} size="h3" id={id}>
        {title}
      </Title>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
