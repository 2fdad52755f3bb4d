import { Skeleton, Stack, Table, Title } from '@mantine/core';

import { ask } from '../../graphql/client.ts';
import { ReleaseArtifactsDocument } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { Digest } from '../../ui/digest.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { More } from '../../ui/more.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import type { ReleaseAt } from './release-shown.ts';

const PAGE = 50;
const NONE = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Every artifact by its name and digests; names are as the manifest writes them. */
export function ReleaseArtifacts({ at }: { readonly at: ReleaseAt }) {
  const { query: artifacts, nodes } = usePages(
    ['release-artifacts', at.product, at.version],
    async (after) => (await ask(ReleaseArtifactsDocument, { ...at, first: PAGE, after })).release?.artifacts ?? NONE,
  );
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        Artifacts
      </Title>
      {artifacts.isError && <ProblemNote error={artifacts.error} again={() => void artifacts.refetch()} />}
      {artifacts.isPending && <Skeleton height={200} />}
      {artifacts.isSuccess && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Name</Table.Th>
                <Table.Th scope="col">Digests</Table.Th>
                <Table.Th scope="col">Evidence</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {nodes.map(({ name, digests }) => (
                <Table.Tr key={digests.join(' ')}>
                  <Table.Th scope="row" fw={400}>
                    <ForeignText>{name}</ForeignText>
                  </Table.Th>
                  <Table.Td>
                    <Stack gap={2} align="flex-start">
                      {digests.map((digest) => (
                        <Digest key={digest} digest={digest} />
                      ))}
                    </Stack>
                  </Table.Td>
                  <Table.Td>
                    <AnchorLink to="/evidence" search={subjectSearch(digests)} size="sm">
                      Evidence about it
                    </AnchorLink>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <More list={artifacts} of="artifacts" />
    </section>
  );
}

function subjectSearch([subject]: readonly string[]) {
  return subject === undefined ? {} : { subject };
}
