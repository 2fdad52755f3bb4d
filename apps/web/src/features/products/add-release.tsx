import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';

import { ask } from '../../graphql/client.ts';
import { CreateReleaseDocument } from '../../graphql/generated.ts';
import { useMay } from '../../session/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';

/** For who may write evidence. */
export function AddRelease({ product }: { readonly product: string }) {
  const [opened, { open, close }] = useDisclosure();
  if (!useMay('evidence:write')) return null;
  return (
    <>
      <Button onClick={open}>Add a release</Button>
      <Modal opened={opened} onClose={close} title="Add a release">
        <ReleaseForm product={product} />
      </Modal>
    </>
  );
}

function ReleaseForm({ product }: { readonly product: string }) {
  const [version, setVersion] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const adding = useMutation({
    mutationFn: () => ask(CreateReleaseDocument, { input: { product, version } }),
    onSuccess: async ({ createRelease }) => {
      await client.invalidateQueries({ queryKey: ['product', product] });
      await navigate({ to: '/releases/$product/$version', params: { product, version: createRelease.version } });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {adding.isError && <ProblemNote error={adding.error} />}
        <TextInput
          label="Version"
          description="As the release is called, such as 2.4.1. Its manifest says later which artifacts belong to it."
          value={version}
          onChange={({ currentTarget: { value } }) => setVersion(value)}
          data-autofocus
          required
        />
        <Group justify="flex-end">
          <Button type="submit" loading={adding.isPending}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
