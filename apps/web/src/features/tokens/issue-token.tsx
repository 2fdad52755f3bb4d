import { Button, Checkbox, Group, Modal, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';

import { ask } from '../../graphql/client.ts';
import { IssueTokenDocument, type IssueTokenMutation } from '../../graphql/generated.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { TOKEN_PERMISSIONS } from './permissions.ts';

interface Issue {
  readonly onIssued: (issued: IssueTokenMutation['issueToken']) => void;
}

/** What a pipeline needs that sends evidence: nothing more. */
const PIPELINE = { principalName: '', principalKind: 'machine', permissions: ['evidence:write'] as string[], days: 90 };

export function IssueToken({ onIssued }: Issue) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button onClick={open}>Issue a token</Button>
      <Modal opened={opened} onClose={close} title="Issue a token">
        <IssueForm
          onIssued={(issued) => {
            close();
            onIssued(issued);
          }}
        />
      </Modal>
    </>
  );
}

function IssueForm({ onIssued }: Issue) {
  const [token, setToken] = useState(PIPELINE);
  const issuing = useMutation({
    mutationFn: () => ask(IssueTokenDocument, { input: token }),
    onSuccess: ({ issueToken }) => onIssued(issueToken),
  });
  const set = (change: Partial<typeof PIPELINE>) => setToken((typed) => ({ ...typed, ...change }));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    issuing.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {issuing.isError && <ProblemNote error={issuing.error} />}
        <TextInput
          label="For whom"
          description="The pipeline or program, as it stands beside what it sends"
          value={token.principalName}
          onChange={({ currentTarget: { value: principalName } }) => set({ principalName })}
          data-autofocus
          required
        />
        <NativeSelect
          label="That is"
          data={[
            { value: 'machine', label: 'a machine' },
            { value: 'person', label: 'a person, by a program of theirs' },
          ]}
          value={token.principalKind}
          onChange={({ currentTarget: { value: principalKind } }) => set({ principalKind })}
        />
        <Checkbox.Group
          label="It may"
          value={token.permissions}
          onChange={(permissions) => set({ permissions })}
          required
        >
          <Stack gap="xs" mt="xs">
            {TOKEN_PERMISSIONS.map(({ permission, is }) => (
              <Checkbox key={permission} value={permission} label={permission} description={is} />
            ))}
          </Stack>
        </Checkbox.Group>
        <NumberInput
          label="Days until it ends"
          min={1}
          max={365}
          allowDecimal={false}
          value={token.days}
          onChange={(days) => set({ days: Number(days) })}
          required
        />
        <Group justify="flex-end">
          <Button type="submit" loading={issuing.isPending} disabled={token.permissions.length === 0}>
            Issue
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
