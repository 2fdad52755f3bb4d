import { Group, Skeleton, Table, Text } from '@mantine/core';

import { ask } from '../../graphql/client.ts';
import { DraftsDocument, type DraftsQuery } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { PrepareButton } from './prepare-button.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { PageTitle } from '../../ui/page-title.tsx';

const PAGE = 50;
type Row = DraftsQuery['attestationDrafts']['edges'][number]['node'];

/** What was prepared and what became of it: work that was left is found again here. */
export function DraftsPage() {
  const { query, nodes } = usePages(['drafts'], async (after) => {
    const { attestationDrafts } = await ask(DraftsDocument, { first: PAGE, after });
    return attestationDrafts;
  });
  return (
    <>
      <AnchorLink to="/attestations" size="sm">
        All attestations
      </AnchorLink>
      <Group justify="space-between" align="flex-start" mb="md">
        <div>
          <PageTitle>Drafts</PageTitle>
          <Text c="dimmed">What was prepared, in the order in which it was. A draft can be signed for a week.</Text>
        </div>
        <PrepareButton />
      </Group>
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={220} />}
      {nodes.length > 0 && <DraftTable rows={nodes} />}
      {query.isSuccess && nodes.length === 0 && (
        <EmptyState title="Nothing is being prepared">
          <Text>A draft freezes how a release stands, so that it can be read and approved before it is signed.</Text>
          <PrepareButton />
        </EmptyState>
      )}
      <More list={query} of="drafts" />
    </>
  );
}

function DraftTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Release</Table.Th>
            <Table.Th scope="col">Drafted</Table.Th>
            <Table.Th scope="col">By</Table.Th>
            <Table.Th scope="col">Framework</Table.Th>
            <Table.Th scope="col">What became of it</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Th scope="row">
                <AnchorLink to="/drafts/$id" params={{ id: row.id }} fw={600}>
                  {row.release.productSlug} {row.release.version}
                </AnchorLink>
              </Table.Th>
              <Table.Td>
                <Moment at={row.draftedAt} />
              </Table.Td>
              <Table.Td>{row.draftedBy?.name ?? 'unknown'}</Table.Td>
              <Table.Td>{row.framework}</Table.Td>
              <Table.Td>
                <Became row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Became({ row: { id, attestation, approvals } }: { readonly row: Row }) {
  if (attestation !== null)
    return (
      <AnchorLink to="/attestations/$digest" params={{ digest: attestation.digest }}>
        Signed
      </AnchorLink>
    );
  if (approvals.length === 0) return 'Report to be read and approved';
  return (
    <AnchorLink to="/drafts/$id/sign" params={{ id }}>
      Report approved, to be signed
    </AnchorLink>
  );
}
