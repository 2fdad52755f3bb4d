import { Text, VisuallyHidden } from '@mantine/core';

import { AnchorLink } from '../../ui/links.tsx';
import { Digest } from '../../ui/digest.tsx';
import { Section } from '../../ui/section.tsx';
import classes from './evidence.module.css';
import type { OneEvidence } from './one-evidence.ts';

const AT_FIRST = 12;

/** Digests that the bytes name: what it is about, by content and never by name. */
export function Subjects({ evidence: { subjects, verdict } }: { readonly evidence: OneEvidence }) {
  const [first, rest] = [subjects.slice(0, AT_FIRST), subjects.slice(AT_FIRST)];
  return (
    <Section title="What it is about">
      {subjects.length === 0 && <Text c="dimmed">It names no digest.</Text>}
      {subjects.length > 0 && verdict?.outcome !== 'verified' && (
        <Text size="sm" c="dimmed">
          Named by the bytes, not proven.
        </Text>
      )}
      <List subjects={first} />
      {rest.length > 0 && (
        <details className={classes['more']}>
          <summary>{rest.length} more</summary>
          <List subjects={rest} />
        </details>
      )}
    </Section>
  );
}

function List({ subjects }: { readonly subjects: readonly string[] }) {
  return (
    <ul className={classes['subjects']}>
      {subjects.map((subject) => (
        <li key={subject}>
          <Digest digest={subject} />
          <AnchorLink to="/evidence" search={{ subject }} size="sm">
            all about it<VisuallyHidden>: {subject.slice(0, 19)}</VisuallyHidden>
          </AnchorLink>
        </li>
      ))}
    </ul>
  );
}
