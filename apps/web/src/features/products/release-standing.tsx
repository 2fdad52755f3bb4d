import { Card, Group, Table, Text, Title } from '@mantine/core';

import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import { countStatuses, StatusBar } from '../../ui/status-bar.tsx';
import { Status } from '../../ui/status.tsx';
import type { ReleaseAt, ReleaseShown } from './release-shown.ts';
import { SOURCE_WORDS } from './source-words.ts';

type Judged = NonNullable<ReleaseShown['assessment']>;
type Result = Judged['results'][number];

/** The whole as a bar, then each task that asks something of somebody. */
export function ReleaseStanding({ release, at }: { readonly release: ReleaseShown; readonly at: ReleaseAt }) {
  const { assessment } = release;
  if (assessment === null) {
    return (
      <EmptyState title="Not judged yet">
        This shows nothing, neither good nor bad. Say what belongs to the release and send its first evidence, or judge
        it now by what is held.
      </EmptyState>
    );
  }
  return (
    <>
      <Card withBorder padding="lg">
        <Group justify="space-between" mb="sm">
          <Title order={2} size="h4">
            How its tasks stand
          </Title>
          <Text size="sm" c="dimmed">
            as of <Moment at={assessment.asOf} />
          </Text>
        </Group>
        <StatusBar counts={countStatuses(assessment.results)} />
        <Text size="sm" mt="md">
          {populationWords(assessment)}
        </Text>
      </Card>
      <Unmet results={assessment.results.filter(asksForMore)} at={at} />
    </>
  );
}

function populationWords({ artifacts, populationSource, slsaBuildLevel, results }: Judged): string {
  if (artifacts === 0) return `${results.length} tasks; nobody has said yet what belongs to the release.`;
  const source = SOURCE_WORDS[populationSource] ?? populationSource;
  const level =
    slsaBuildLevel === 0 ? 'no SLSA build level is shown' : `SLSA Build L${slsaBuildLevel} is shown for all`;
  return `${results.length} tasks over ${artifacts} artifacts (${source}); ${level}.`;
}

/** What stands, and what was set aside, asks for nothing now; all else names its next step. */
function asksForMore({ status }: Result): boolean {
  return !['EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED', 'WAIVED', 'NOT_APPLICABLE'].includes(status);
}

function Unmet({ results, at }: { readonly results: readonly Result[]; readonly at: ReleaseAt }) {
  if (results.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {results.length === 1 ? 'One task asks for more' : `${results.length} tasks ask for more`}
      </Title>
      <Table.ScrollContainer minWidth={720}>
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Task</Table.Th>
              <Table.Th scope="col">Status</Table.Th>
              <Table.Th scope="col">Met</Table.Th>
              <Table.Th scope="col">Why, and what to do</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {results.map((result) => (
              <UnmetRow key={result.control} result={result} at={at} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function UnmetRow({ result, at }: { readonly result: Result; readonly at: ReleaseAt }) {
  const { control, status, met, of, explanation, nextAction } = result;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <AnchorLink to="/controls/$control" params={{ control }} search={{ ...at }}>
          {control}
        </AnchorLink>
      </Table.Th>
      <Table.Td>
        <Status status={status} />
      </Table.Td>
      <Table.Td>{of === 0 ? '–' : `${met} of ${of}`}</Table.Td>
      <Table.Td>
        <Text size="sm">{explanation}</Text>
        <Text size="sm" c="dimmed">
          {nextAction}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
