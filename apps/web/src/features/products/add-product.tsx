import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';

import { ask } from '../../graphql/client.ts';
import { CreateProductDocument } from '../../graphql/generated.ts';
import { useMay } from '../../session/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';

/** For who may write evidence. What was typed stays when the server refuses. */
export function AddProduct() {
  const [opened, { open, close }] = useDisclosure();
  if (!useMay('evidence:write')) return null;
  return (
    <>
      <Button onClick={open}>Add a product</Button>
      <Modal opened={opened} onClose={close} title="Add a product">
        <ProductForm />
      </Modal>
    </>
  );
}

function ProductForm() {
  const [product, setProduct] = useState({ name: '', slug: '' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const adding = useMutation({
    mutationFn: () => ask(CreateProductDocument, { input: product }),
    onSuccess: async ({ createProduct }) => {
      await client.invalidateQueries({ queryKey: ['products'] });
      await navigate({ to: '/products/$product', params: { product: createProduct.slug } });
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
          label="Name"
          value={product.name}
          onChange={({ currentTarget: { value: name } }) => setProduct((typed) => ({ ...typed, name }))}
          data-autofocus
          required
        />
        <TextInput
          label="Short name"
          description="Small letters, digits and hyphens; it stands in addresses and cannot be changed"
          value={product.slug}
          onChange={({ currentTarget: { value: slug } }) => setProduct((typed) => ({ ...typed, slug }))}
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
