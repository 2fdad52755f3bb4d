import { Group, Skeleton, Table, Text } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';

import { ask } from '../../graphql/client.ts';
import { AttestationsDocument, type AttestationsQuery, type AttestationState } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { PrepareButton } from '../drafts/prepare-button.tsx';
import { Standing, standingLook, STATES } from './standing.tsx';
import { AnchorLink, ButtonLink } from '../../ui/links.tsx';
import { PageTitle } from '../../ui/page-title.tsx';

const PAGE = 50;
type Row = AttestationsQuery['attestations']['edges'][number]['node'];

/** Everything that was signed, and how it stands now. */
export function AttestationsPage() {
  const { state } = useSearch({ from: '/signed-in/attestations' });
  const { query, nodes } = useAttestations(state);
  return (
    <>
      <Group justify="space-between" align="flex-start" mb="md">
        <div>
          <PageTitle>Attestations</PageTitle>
          <Text c="dimmed">What was signed, and how it stands now.</Text>
        </div>
        <Group gap="sm">
          <ButtonLink to="/drafts" variant="default">
            Drafts
          </ButtonLink>
          <PrepareButton />
        </Group>
      </Group>
      <StateFilter chosen={state} />
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={220} />}
      {query.isSuccess && nodes.length > 0 && <AttestationTable rows={nodes} />}
      {query.isSuccess && nodes.length === 0 && <Nothing state={state} />}
      <More list={query} of="attestations" />
    </>
  );
}

function useAttestations(state: AttestationState | undefined) {
  return usePages(['attestations', state], async (after) => {
    const { attestations } = await ask(AttestationsDocument, { first: PAGE, after, state });
    return attestations;
  });
}

function StateFilter({ chosen }: { readonly chosen: AttestationState | undefined }) {
  const { framework, asOf } = useSearch({ from: '/signed-in' });
  const view = { ...(framework !== undefined && { framework }), ...(asOf !== undefined && { asOf }) };
  const look = (active: boolean) => ({
    variant: active ? 'filled' : 'default',
    size: 'compact-md',
    radius: 'xl',
    ...(active && { 'aria-current': 'true' as const }),
  });
  return (
    <Group component="nav" aria-label="Which attestations" gap="xs" mb="md">
      <ButtonLink to="/attestations" search={view} {...look(chosen === undefined)}>
        All
      </ButtonLink>
      {STATES.map((state) => (
        <ButtonLink key={state} to="/attestations" search={{ ...view, state }} {...look(chosen === state)}>
          {standingLook(state).word}
        </ButtonLink>
      ))}
    </Group>
  );
}

function AttestationTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Caption ta="left">Newest last.</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Release</Table.Th>
            <Table.Th scope="col">How it stands</Table.Th>
            <Table.Th scope="col">Signed</Table.Th>
            <Table.Th scope="col">By</Table.Th>
            <Table.Th scope="col">Framework</Table.Th>
            <Table.Th scope="col">Results hold until</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <AttestationRow key={row.digest} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function AttestationRow({
  row: { digest, release, standing, signedAt, signedBy, framework, validity },
}: {
  readonly row: Row;
}) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <AnchorLink to="/attestations/$digest" params={{ digest }} fw={600}>
          {release.productSlug} {release.version}
        </AnchorLink>
      </Table.Th>
      <Table.Td>
        <Standing state={standing?.state ?? 'UNKNOWN'} />
        {standing?.state === 'AFFECTED' && (
          <Text size="sm" c="dimmed">
            {standing.affected.length} {standing.affected.length === 1 ? 'sentence' : 'sentences'} since{' '}
            <Moment at={standing.since} />
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Moment at={signedAt} />
      </Table.Td>
      <Table.Td>{signedBy?.name ?? 'unknown'}</Table.Td>
      <Table.Td>{framework}</Table.Td>
      <Table.Td>{validity === null ? 'not stated' : <Moment at={validity.until} />}</Table.Td>
    </Table.Tr>
  );
}

function Nothing({ state }: { readonly state: AttestationState | undefined }) {
  if (state !== undefined)
    return (
      <EmptyState title={`No attestation is ${standingLook(state).word.toLowerCase()}`}>
        Look at all of them instead.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing was signed yet">
      <Text>
        An attestation freezes how a release stands: what was judged, by which rules, with which evidence, and what is
        not claimed. It is drafted, read, approved and signed, in that order.
      </Text>
      <PrepareButton />
    </EmptyState>
  );
}
