import { Card, Stack, Table, Text, Title } from '@mantine/core';

import type { SimulateTrustQuery } from '../../graphql/generated.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { lookOf } from '../../ui/status-shapes.ts';
import { Status, StatusGlyph } from '../../ui/status.tsx';
import classes from './impact.module.css';

type Simulation = SimulateTrustQuery['simulate'] & {};
type Moved = NonNullable<Simulation>['moved'][number];

/** What a change would do, before anybody does it: counts before and after, and each task that moves. */
export function Impact({ simulation }: { readonly simulation: NonNullable<Simulation> }) {
  const { lookedAt, leftOut, movedCount, counts, moved } = simulation;
  return (
    <Card withBorder padding="lg" role="status">
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {movedCount === 0 ? 'Nothing would move' : `${movedCount} of ${lookedAt} releases would move`}
          </Title>
          <Text size="sm" c="dimmed">
            Tried on the newest {lookedAt} releases{leftOut > 0 && `; ${leftOut} older ones were not looked at`}.
            Nothing was changed.
          </Text>
        </div>
        {movedCount > 0 && <Counts counts={counts} />}
        {moved.map((release) => (
          <MovedRelease key={`${release.to.product} ${release.to.version}`} moved={release} />
        ))}
        {movedCount > moved.length && <Text size="sm">and {movedCount - moved.length} more releases.</Text>}
      </Stack>
    </Card>
  );
}

function Counts({ counts }: Pick<NonNullable<Simulation>, 'counts'>) {
  return (
    <Table withTableBorder fz="sm" maw={420} captionSide="top">
      <Table.Caption ta="left">Tasks by status, over all these releases</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Status</Table.Th>
          <Table.Th scope="col">Now</Table.Th>
          <Table.Th scope="col">Then</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {counts
          .filter(({ before, after }) => before !== after)
          .map(({ status, before, after }) => (
            <Table.Tr key={status}>
              <Table.Th scope="row" fw={400}>
                <Status status={status} />
              </Table.Th>
              <Table.Td>{before}</Table.Td>
              <Table.Td fw={600}>{after}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}

function MovedRelease({ moved: { to, differences } }: { readonly moved: Moved }) {
  const { product, version } = to;
  return (
    <section>
      <Title order={3} size="h5" mb={4}>
        <AnchorLink to="/releases/$product/$version" params={{ product, version }} inherit>
          {product} {version}
        </AnchorLink>
      </Title>
      <ul className={classes['moves']}>
        {differences.map(({ control, before, after }) => (
          <li key={control} className={classes['move']}>
            <strong>{control}</strong>
            <Word status={before?.status} />
            {before?.status === after?.status ? (
              'for another reason'
            ) : (
              <>
                <span aria-hidden>→</span>
                <span className={classes['unseen']}>becomes</span>
                <Word status={after?.status} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Word({ status }: { readonly status: string | undefined }) {
  if (status === undefined) return <span>not judged</span>;
  return (
    <span className={classes['word']} data-status={status}>
      <StatusGlyph status={status} /> {lookOf(status).word.toLowerCase()}
    </span>
  );
}
