import { Table, Text } from '@mantine/core';

import { AnchorLink } from '../../ui/links.tsx';
import { Status } from '../../ui/status.tsx';
import { countedWords, type Report, type ReportTask } from './report.ts';

interface TasksProps {
  readonly report: Pick<Report, 'scope' | 'asOf' | 'groups'>;
  readonly framework: string;
}

/** Every task, none folded away: whoever approves has seen all of them. */
export function ReportTasks({ report, framework }: TasksProps) {
  const { scope, asOf, groups } = report;
  const view = { product: scope.product, version: scope.release, framework, asOf };
  return groups.map(({ id, title, practices }) => (
    <Table.ScrollContainer key={id} minWidth={720} mt="xl">
      <Table verticalSpacing="sm" captionSide="top">
        <Table.Caption ta="left" fz="md" fw={600} c="inherit">
          {id === title ? title : `${id} ${title}`}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="6rem">
              Task
            </Table.Th>
            <Table.Th scope="col" w="10rem">
              Status
            </Table.Th>
            <Table.Th scope="col" w="12rem">
              Machine part
            </Table.Th>
            <Table.Th scope="col">Why</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {practices.flatMap(({ tasks }) => tasks.map((task) => <TaskRow key={task.id} task={task} view={view} />))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  ));
}

/** Where the task is taken apart, as it was when the draft was made. */
interface ControlView {
  readonly product: string;
  readonly version: string;
  readonly framework: string;
  readonly asOf: string;
}

function TaskRow({ task, view }: { readonly task: ReportTask; readonly view: ControlView }) {
  const [gap] = task.gaps;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <AnchorLink to="/controls/$control" params={{ control: task.id }} search={view} fw={600}>
          {task.id}
        </AnchorLink>
      </Table.Th>
      <Table.Td>
        <Status status={task.status} />
      </Table.Td>
      <Table.Td>{countedWords(task)}</Table.Td>
      <Table.Td>
        <Text size="sm" fw={500}>
          {task.summary}
        </Text>
        <Text size="sm" c="dimmed">
          {task.sentence}
          {gap !== undefined && ` Needed: ${gap.need}`}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
