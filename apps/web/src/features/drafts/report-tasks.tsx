import { Table, Text } from '@mantine/core';

import { Status } from '../../ui/status.tsx';
import { countedWords, type ReportGroup, type ReportTask } from './report.ts';

/** Every task, none folded away: whoever approves has seen all of them. */
export function ReportTasks({ groups }: { readonly groups: readonly ReportGroup[] }) {
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
          {practices.flatMap(({ tasks }) => tasks.map((task) => <TaskRow key={task.id} task={task} />))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  ));
}

function TaskRow({ task }: { readonly task: ReportTask }) {
  const [gap] = task.gaps;
  return (
    <Table.Tr>
      <Table.Th scope="row">{task.id}</Table.Th>
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
