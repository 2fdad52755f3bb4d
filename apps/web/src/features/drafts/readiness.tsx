import { Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { ask } from '../../graphql/client.ts';
import { ReadinessDocument } from '../../graphql/generated.ts';
import { AnchorLink, ButtonLink } from '../../ui/links.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { countStatuses, StatusBar } from '../../ui/status-bar.tsx';
import { Status } from '../../ui/status.tsx';

/** Where somebody may want to do something before a draft is made. */
const OPEN: ReadonlySet<string> = new Set(['FAILED', 'MISSING', 'UNVERIFIED', 'STALE', 'PARTIAL']);

interface ReadinessProps {
  readonly product: string;
  readonly version: string;
  readonly framework: string | undefined;
}

/** How the release stands now, and what is open. Open tasks hinder nobody from signing: the statement shows them. */
export function Readiness({ product, version, framework }: ReadinessProps) {
  const readiness = useQuery({
    queryKey: ['readiness', product, version, framework],
    queryFn: async () => {
      const { release } = await ask(ReadinessDocument, { product, version, framework });
      return release?.assessment ?? null;
    },
  });
  if (readiness.isError) return <ProblemNote error={readiness.error} again={() => void readiness.refetch()} />;
  if (readiness.isPending) return <Skeleton height={240} mt="xl" />;
  if (readiness.data === null)
    return (
      <Text mt="lg" maw="40rem">
        This release was not judged yet. Drafting judges it.
      </Text>
    );
  const { results, artifacts, populationSource } = readiness.data;
  const open = results.filter(({ status }) => OPEN.has(status));
  return (
    <Section
      title="How it stands now"
      aside={
        <ButtonLink to="/gaps" search={{ product, version }} variant="default" size="compact-md">
          Close gaps first
        </ButtonLink>
      }
    >
      <Text mb="sm">
        {results.length} tasks over {artifacts} {artifacts === 1 ? 'artifact' : 'artifacts'}, {populationSource}
      </Text>
      <StatusBar counts={countStatuses(results)} />
      {open.length > 0 && (
        <Open tasks={open} release={{ product, version, ...(framework !== undefined && { framework }) }} />
      )}
    </Section>
  );
}

interface OpenTask {
  readonly control: string;
  readonly status: string;
  readonly explanation: string;
  readonly nextAction: string;
}

interface OpenProps {
  readonly tasks: readonly OpenTask[];
  readonly release: { readonly product: string; readonly version: string; readonly framework?: string };
}

function Open({ tasks, release }: OpenProps) {
  return (
    <Table.ScrollContainer minWidth={640} mt="lg">
      <Table verticalSpacing="sm">
        <Table.Caption ta="left">
          You may sign all the same: the statement shows these tasks as they are, to everybody who reads it.
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Open task</Table.Th>
            <Table.Th scope="col">Status</Table.Th>
            <Table.Th scope="col">Why</Table.Th>
            <Table.Th scope="col">What to do</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tasks.map(({ control, status, explanation, nextAction }) => (
            <Table.Tr key={control}>
              <Table.Th scope="row">
                <AnchorLink to="/controls/$control" params={{ control }} search={release} fw={600}>
                  {control}
                </AnchorLink>
              </Table.Th>
              <Table.Td>
                <Status status={status} />
              </Table.Td>
              <Table.Td>{explanation}</Table.Td>
              <Table.Td>{nextAction}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
