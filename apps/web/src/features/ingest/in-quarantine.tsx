import { Code, Skeleton, Table, Text } from '@mantine/core';
import { useEffect } from 'react';

import { ask } from '../../graphql/client.ts';
import { EvidenceListDocument } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { Digest } from '../../ui/digest.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { wordsOf } from '../../ui/words.ts';
import type { EvidenceRow } from '../evidence/evidence-table.tsx';
import { Replay } from '../evidence/quarantine.tsx';

const PAGE = 20;

/** Each with its reason and another try. */
export function InQuarantine({ every }: { readonly every: number }) {
  const { query, nodes } = usePages(['intake', 'quarantined'], async (after) => {
    const { evidenceList } = await ask(EvidenceListDocument, { first: PAGE, after, filter: { state: 'quarantined' } });
    return evidenceList;
  });
  const { refetch } = query;
  useEffect(() => {
    const timer = setInterval(() => void refetch(), every);
    return () => clearInterval(timer);
  }, [refetch, every]);
  if (query.isError) return <ProblemNote error={query.error} again={() => void refetch()} />;
  if (query.isPending) return <Skeleton height={48} aria-label="The quarantine is being read" />;
  if (nodes.length === 0) return <Text>Nothing is in quarantine.</Text>;
  return (
    <>
      <Table.ScrollContainer minWidth={680}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Evidence</Table.Th>
              <Table.Th scope="col">Why</Table.Th>
              <Table.Th scope="col">Received</Table.Th>
              <Table.Th scope="col">Another try</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {nodes.map((node) => (
              <Row key={node.id} row={node} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <More list={query} of="in quarantine" />
    </>
  );
}

function Row({ row: { id, digest, kind, failure, receivedAt } }: { readonly row: EvidenceRow }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <AnchorLink to="/evidence/$digest" params={{ digest }} fw={600}>
          {wordsOf(kind)}
        </AnchorLink>
        <Digest digest={digest} />
      </Table.Th>
      <Table.Td>
        <Text size="sm">{failure?.message}</Text>
        <Text size="sm" c="dimmed">
          <Code>{failure?.code}</Code> after {failure?.attempts} attempts
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <Moment at={receivedAt} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Replay id={id} />
      </Table.Td>
    </Table.Tr>
  );
}
