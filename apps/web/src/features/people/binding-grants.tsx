import { Stack, Table, Text, Title } from '@mantine/core';

import { ask } from '../../graphql/client.ts';
import { ConfirmBindingDocument, type PersonShownFragment } from '../../graphql/generated.ts';
import { useMay, useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Digest } from '../../ui/digest.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { AskToBind } from './ask-to-bind.tsx';
import { SIGNATORY } from './roles.ts';

interface Of {
  readonly people: readonly PersonShownFragment[];
  readonly onChanged: () => void;
}

interface Grant {
  readonly person: PersonShownFragment;
  readonly grant: PersonShownFragment['bindingGrants'][number];
}

/** Three people: one asks, another confirms, a third may then bind the organization. */
export function BindingGrants({ people, onChanged }: Of) {
  const administers = useMay('org:admin');
  const grants = people.flatMap((person) => person.bindingGrants.map((grant): Grant => ({ person, grant })));
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return (
    <section>
      <Title order={2} size="h4">
        Authority to bind
      </Title>
      <Text c="dimmed" mb="md" maw={720}>
        Who signs a statement in the name of the organization needs a document that delegates this. An administrator
        asks by the digest of that document, and somebody else, who is neither of the two, confirms.
      </Text>
      <Stack gap="md" align="flex-start">
        {administers && <AskToBind people={people} onAsked={onChanged} />}
        {grants.length === 0 ? (
          <Text size="sm">Nobody has been asked for yet.</Text>
        ) : (
          <GrantTable grants={grants} nameOf={nameOf} onChanged={onChanged} />
        )}
      </Stack>
    </section>
  );
}

interface GrantsShown {
  readonly grants: readonly Grant[];
  readonly nameOf: ReadonlyMap<string, string>;
  readonly onChanged: () => void;
}

function GrantTable({ grants, nameOf, onChanged }: GrantsShown) {
  return (
    <Table.ScrollContainer scrollAreaProps={{ viewportProps: { tabIndex: 0 } }} minWidth={720} w="100%">
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">For</Table.Th>
            <Table.Th scope="col">Document</Table.Th>
            <Table.Th scope="col">Asked by</Table.Th>
            <Table.Th scope="col">Confirmed</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {grants.map(({ person, grant }) => (
            <Table.Tr key={grant.id}>
              <Table.Th scope="row" fw={400}>
                <ForeignText>{person.name}</ForeignText>
              </Table.Th>
              <Table.Td>
                <Digest digest={grant.delegation} />
              </Table.Td>
              <Table.Td>
                <ForeignText>{nameOf.get(grant.requestedById) ?? 'somebody else'}</ForeignText>,{' '}
                <Moment at={grant.requestedAt} />
              </Table.Td>
              <Table.Td>
                <Confirmation person={person} grant={grant} nameOf={nameOf} onChanged={onChanged} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Confirmation({ person, grant, nameOf, onChanged }: Grant & Omit<GrantsShown, 'grants'>) {
  const may = useMay('policy:write');
  const { person: self } = useSession();
  const { confirmedAt, confirmedById, requestedById } = grant;
  if (confirmedAt !== null) {
    return (
      <>
        by <ForeignText>{nameOf.get(confirmedById ?? '') ?? 'somebody else'}</ForeignText>, <Moment at={confirmedAt} />
        {!person.roles.includes(SIGNATORY) && ', taken back since'}
      </>
    );
  }
  if (!may) return 'Awaits an administrator or a compliance officer';
  if ([requestedById, person.id].includes(self.id)) return 'Awaits somebody other than the two';
  return (
    <Confirm
      action="Confirm"
      of={`the authority of ${person.name}`}
      question={`Confirm that ${person.name} may bind the organization?`}
      run={() => ask(ConfirmBindingDocument, { grant: grant.id })}
      onDone={onChanged}
    >
      You agree that you have seen the document with this digest, and that it lets {person.name} sign in the name of the
      organization.
      <Digest digest={grant.delegation} />
    </Confirm>
  );
}
