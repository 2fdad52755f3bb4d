import { Group, Text } from '@mantine/core';

import { ButtonLink } from '../../ui/links.tsx';
import { outcomeLook } from '../../ui/outcome-looks.ts';
import { Glyph } from '../../ui/status.tsx';
import { wordsOf } from '../../ui/words.ts';
import classes from './evidence.module.css';
import { SHOWN, type EvidenceSearch } from './evidence-filter.ts';

/** A filter less is another list: only the address itself is where one is. */
const EXACTLY = { exact: true } as const;

/** What is listed, as links: each choice has its own address, and the back button undoes it. */
export function EvidenceFilters({ search }: { readonly search: EvidenceSearch }) {
  const { kind, subject, release } = search;
  return (
    <Group component="nav" aria-label="Which evidence" gap="xs" mb="md">
      {SHOWN.map((shown) => (
        <Pill key={shown.outcome ?? shown.state ?? 'all'} search={search} shown={shown} />
      ))}
      {kind !== undefined && <Narrowed by="Kind" value={wordsOf(kind)} rest={without(search, 'kind')} />}
      {subject !== undefined && <Narrowed by="About" value={brief(subject)} rest={without(search, 'subject')} />}
      {release !== undefined && <Narrowed by="About" value="one release" rest={without(search, 'release')} />}
    </Group>
  );
}

function Pill({ search, shown }: { readonly search: EvidenceSearch; readonly shown: EvidenceSearch }) {
  const { outcome, state, ...rest } = search;
  const chosen = outcome === shown.outcome && state === shown.state;
  const name = shown.outcome ?? shown.state;
  const look = name === undefined ? undefined : outcomeLook(name);
  return (
    <ButtonLink
      to="/evidence"
      activeOptions={EXACTLY}
      search={{ ...rest, ...shown }}
      variant={chosen ? 'light' : 'default'}
      className={classes['pill'] ?? ''}
      size="compact-md"
      radius="xl"
      aria-current={chosen ? 'true' : undefined}
      leftSection={
        look && (
          <span className={classes['mark']} data-status={look.tint}>
            <Glyph strokes={look.strokes} />
          </span>
        )
      }
    >
      {look?.word ?? 'All'}
    </ButtonLink>
  );
}

interface NarrowedProps {
  readonly by: string;
  readonly value: string;
  readonly rest: EvidenceSearch;
}

function Narrowed({ by, value, rest }: NarrowedProps) {
  return (
    <ButtonLink
      to="/evidence"
      activeOptions={EXACTLY}
      search={rest}
      variant="light"
      size="compact-md"
      radius="xl"
      rightSection={<Text component="span">×</Text>}
      aria-label={`${by} ${value}: remove this filter`}
    >
      {by}: {value}
    </ButtonLink>
  );
}

function without(search: EvidenceSearch, key: keyof EvidenceSearch): EvidenceSearch {
  return Object.fromEntries(Object.entries(search).filter(([name]) => name !== key));
}

function brief(digest: string): string {
  return digest.length > 24 ? `${digest.slice(0, 20)}…` : digest;
}
