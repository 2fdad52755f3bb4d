import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';

import { ask } from '../../graphql/client.ts';
import { InvitePersonDocument, type InvitationFragment } from '../../graphql/generated.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { RoleBoxes } from './role-boxes.tsx';

interface Invite {
  readonly onInvited: (invitation: InvitationFragment) => void;
}

const NOBODY = { name: '', email: '', roles: [] as string[] };

export function InvitePerson({ onInvited }: Invite) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button onClick={open}>Invite a person</Button>
      <Modal opened={opened} onClose={close} title="Invite a person">
        <InviteForm
          onInvited={(invitation) => {
            close();
            onInvited(invitation);
          }}
        />
      </Modal>
    </>
  );
}

function InviteForm({ onInvited }: Invite) {
  const [person, setPerson] = useState(NOBODY);
  const inviting = useMutation({
    mutationFn: () => ask(InvitePersonDocument, { input: person }),
    onSuccess: ({ invitePerson }) => onInvited(invitePerson),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    inviting.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {inviting.isError && <ProblemNote error={inviting.error} />}
        <TextInput
          label="Name"
          description="As it stands under what this person signs and agrees to"
          value={person.name}
          onChange={({ currentTarget: { value: name } }) => setPerson((typed) => ({ ...typed, name }))}
          data-autofocus
          required
        />
        <TextInput
          label="E-mail"
          type="email"
          value={person.email}
          onChange={({ currentTarget: { value: email } }) => setPerson((typed) => ({ ...typed, email }))}
          required
        />
        <RoleBoxes roles={person.roles} onChange={(roles) => setPerson((typed) => ({ ...typed, roles }))} />
        <Group justify="flex-end">
          <Button type="submit" loading={inviting.isPending} disabled={person.roles.length === 0}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
