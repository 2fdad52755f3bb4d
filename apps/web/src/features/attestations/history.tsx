import { Skeleton, Table, Text } from '@mantine/core';

import { ask, Problem } from '../../graphql/client.ts';
import { AttestationEventsDocument, type AttestationEventsQuery } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { Standing } from './standing.tsx';
import wording from './words.module.css';
import { AnchorLink } from '../../ui/links.tsx';

const PAGE = 20;
type Event = NonNullable<AttestationEventsQuery['attestation']>['events']['edges'][number]['node'];

/** Every state there was, as it was noted. */
export function History({ digest }: { readonly digest: string }) {
  const { query, nodes } = usePages(['attestation', digest, 'events'], async (after) => {
    const { attestation } = await ask(AttestationEventsDocument, { digest, first: PAGE, after });
    if (attestation === null) throw new Problem('ATTESTATION_UNKNOWN', 'This attestation was not issued here.');
    return attestation.events;
  });
  return (
    <Section title="What became of it">
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={90} />}
      {query.isSuccess && nodes.length === 0 && <Text c="dimmed">Nothing has been noted since it was signed.</Text>}
      {nodes.length > 0 && <Events events={nodes} />}
      <More list={query} of="events" />
    </Section>
  );
}

function Events({ events }: { readonly events: readonly Event[] }) {
  return (
    <Table.ScrollContainer type="native" minWidth={560} tabIndex={0} role="region" aria-label="Table of what was noted">
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Noted</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            <Table.Th scope="col">What was noted</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map((event) => (
            <Table.Tr key={event.number}>
              <Table.Th scope="row" miw="10rem">
                <Moment at={event.at} />
              </Table.Th>
              <Table.Td>
                <Standing state={event.state} />
              </Table.Td>
              <Table.Td className={wording['breaking']}>
                <Noted event={event} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Noted({ event: { affected, replacedBy, withdrawal, since } }: { readonly event: Event }) {
  if (withdrawal !== null)
    return (
      <AnchorLink to="/evidence/$digest" params={{ digest: withdrawal }} size="sm">
        The signed withdrawal, which says why
      </AnchorLink>
    );
  if (replacedBy !== null)
    return (
      <AnchorLink to="/attestations/$digest" params={{ digest: replacedBy }}>
        The attestation in its place
      </AnchorLink>
    );
  if (affected.length > 0)
    return affected.map(({ control, sentence }) => (
      <Text key={control} size="sm">
        {sentence}
      </Text>
    ));
  return (
    <>
      So since <Moment at={since} />
    </>
  );
}
