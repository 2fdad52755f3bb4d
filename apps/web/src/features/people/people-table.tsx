import { Badge, Group, Table, Text } from '@mantine/core';

import type { InvitationFragment, PersonShownFragment } from '../../graphql/generated.ts';
import { useMay, useSession } from '../../session/session.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PersonActions } from './person-actions.tsx';
import { roleWords } from './roles.ts';

interface People {
  readonly people: readonly PersonShownFragment[];
  readonly onInvited: (invitation: InvitationFragment) => void;
  readonly onChanged: () => void;
}

const STATE_WORDS: Readonly<Record<string, string>> = {
  invited: 'Invited, has not accepted yet',
  active: 'Active',
  deactivated: 'Deactivated',
};

export function PeopleTable({ people, ...doings }: People) {
  const administers = useMay('org:admin');
  const { person: self } = useSession();
  return (
    <Table.ScrollContainer scrollAreaProps={{ viewportProps: { tabIndex: 0 } }} minWidth={720}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Name</Table.Th>
            <Table.Th scope="col">Roles</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            <Table.Th scope="col">Since</Table.Th>
            {administers && <Table.Th scope="col">Change</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Th scope="row" fw={400}>
                <Text fw={600}>
                  <ForeignText>{person.name}</ForeignText>
                  {person.id === self.id && ' (you)'}
                </Text>
                <Text size="sm" c="dimmed">
                  <ForeignText>{person.email}</ForeignText>
                </Text>
              </Table.Th>
              <Table.Td>
                <Group gap={6}>
                  {person.roles.map((role) => (
                    <Badge key={role} variant="default" tt="none" fw={500}>
                      {roleWords(role)}
                    </Badge>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>{STATE_WORDS[person.state] ?? person.state}</Table.Td>
              <Table.Td>
                <Moment at={person.createdAt} />
              </Table.Td>
              {administers && (
                <Table.Td>
                  <PersonActions person={person} {...doings} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
