import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { ask } from '../../graphql/client.ts';
import {
  ChangeRolesDocument,
  DeactivatePersonDocument,
  InviteAgainDocument,
  type InvitationFragment,
  type PersonShownFragment,
} from '../../graphql/generated.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { RoleBoxes } from './role-boxes.tsx';
import { SIGNATORY } from './roles.ts';

interface Of {
  readonly person: PersonShownFragment;
  readonly onInvited: (invitation: InvitationFragment) => void;
  readonly onChanged: () => void;
}

/** What an administrator does about one person. That somebody must remain who administers, the server says. */
export function PersonActions({ person, onInvited, onChanged }: Of) {
  const { id, name, state } = person;
  return (
    <Group gap="xs" wrap="nowrap">
      {state !== 'deactivated' && <ChangeRoles person={person} onChanged={onChanged} />}
      <Confirm
        action="Invite again"
        of={name}
        question={`Invite ${name} again?`}
        run={() => ask(InviteAgainDocument, { person: id })}
        onDone={({ inviteAgain }) => onInvited(inviteAgain)}
      >
        You get a new link. Until it is accepted, {name} cannot sign in: password, sessions and older links end now.
        Authority to bind has to be asked for anew.
      </Confirm>
      {state !== 'deactivated' && (
        <Confirm
          action="Deactivate"
          of={name}
          question={`Deactivate ${name}?`}
          run={() => ask(DeactivatePersonDocument, { person: id })}
          onDone={onChanged}
          danger
        >
          {name} is signed out at once and cannot come back without a new invitation. What {name} signed and decided
          stays as it is.
        </Confirm>
      )}
    </Group>
  );
}

function ChangeRoles({ person, onChanged }: Pick<Of, 'person' | 'onChanged'>) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={open} aria-label={`Roles of ${person.name}`}>
        Roles
      </Button>
      <Modal opened={opened} onClose={close} title={`Roles of ${person.name}`}>
        <RolesForm
          person={person}
          onChanged={() => {
            close();
            onChanged();
          }}
        />
      </Modal>
    </>
  );
}

function RolesForm({ person: { id, name, roles: before }, onChanged }: Pick<Of, 'person' | 'onChanged'>) {
  const [roles, setRoles] = useState<readonly string[]>(before);
  const changing = useMutation({
    mutationFn: () => ask(ChangeRolesDocument, { input: { person: id, roles } }),
    onSuccess: onChanged,
  });
  const binds = before.includes(SIGNATORY);
  return (
    <Stack>
      {changing.isError && <ProblemNote error={changing.error} />}
      <RoleBoxes roles={roles} onChange={setRoles} />
      {binds && (
        <Button
          variant="default"
          onClick={() => setRoles((chosen) => toggled(chosen, SIGNATORY))}
          aria-pressed={!roles.includes(SIGNATORY)}
        >
          {roles.includes(SIGNATORY) ? 'Take back the authority to bind' : 'Keep the authority to bind'}
        </Button>
      )}
      <Text size="sm" c="dimmed">
        {name} is signed out, and has the new roles with the next sign-in.
      </Text>
      <Group justify="flex-end">
        <Button loading={changing.isPending} disabled={roles.length === 0} onClick={() => changing.mutate()}>
          Save the roles
        </Button>
      </Group>
    </Stack>
  );
}

function toggled(roles: readonly string[], role: string): readonly string[] {
  return roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role];
}
