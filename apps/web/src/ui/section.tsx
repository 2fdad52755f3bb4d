import { Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

import classes from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** A sentence on what is below. */
  readonly note?: ReactNode;
  /** What can be done with it, beside the heading. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page under its own heading, which names it to assistive technology, too. */
export function Section({ title, note, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <div className={classes['head']}>
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
        {aside}
      </div>
      {note !== undefined && (
        <Text c="dimmed" size="sm" maw="75ch" mb="sm">
          {note}
        </Text>
      )}
      {children}
    </section>
  );
}
