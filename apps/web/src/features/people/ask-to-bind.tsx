import { Button, FileInput, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';

import { digestOf } from '../../app/digest-of.ts';
import { ask } from '../../graphql/client.ts';
import { AskToBindDocument, type PersonShownFragment } from '../../graphql/generated.ts';
import { useSession } from '../../session/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';

interface Asked {
  readonly people: readonly PersonShownFragment[];
  readonly onAsked: () => void;
}

export function AskToBind({ people, onAsked }: Asked) {
  const [opened, { open, close }] = useDisclosure();
  const { person: self } = useSession();
  const others = people.filter(({ id, state }) => id !== self.id && state === 'active');
  return (
    <>
      <Button variant="default" onClick={open} disabled={others.length === 0}>
        Ask for authority to bind
      </Button>
      <Modal opened={opened} onClose={close} title="Ask for authority to bind">
        <AskForm
          people={others}
          onAsked={() => {
            close();
            onAsked();
          }}
        />
      </Modal>
    </>
  );
}

function AskForm({ people, onAsked }: Asked) {
  const [asked, setAsked] = useState({ person: people[0]?.id ?? '', delegation: '' });
  const asking = useMutation({ mutationFn: () => ask(AskToBindDocument, { input: asked }), onSuccess: onAsked });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    asking.mutate();
  };
  const taking = useMutation({
    mutationFn: async (file: File) => digestOf(await file.arrayBuffer()),
    onSuccess: (delegation) => setAsked((typed) => ({ ...typed, delegation })),
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        {asking.isError && <ProblemNote error={asking.error} />}
        {taking.isError && <ProblemNote error={taking.error} />}
        <NativeSelect
          label="Who is to bind the organization"
          data={people.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
          value={asked.person}
          onChange={({ currentTarget: { value: person } }) => setAsked((typed) => ({ ...typed, person }))}
        />
        <FileInput
          label="The document that delegates it"
          description="It stays on this machine: only its digest is sent"
          placeholder="Choose the file"
          onChange={(file) => file !== null && taking.mutate(file)}
        />
        <TextInput
          label="Its digest"
          description="Filled from the file, or typed: sha256: and 64 hexadecimal digits"
          value={asked.delegation}
          onChange={({ currentTarget: { value: delegation } }) => setAsked((typed) => ({ ...typed, delegation }))}
          required
        />
        <Group justify="flex-end">
          <Button type="submit" loading={asking.isPending}>
            Ask
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
