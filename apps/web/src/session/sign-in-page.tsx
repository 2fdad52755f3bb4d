import { Button, Card, Center, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';

import { ProblemNote } from '../ui/problem-note.tsx';
import { sessionQuery, signIn, type Credentials } from './session.ts';

/** The only page without a session. What was typed stays when the server refuses. */
export function SignInPage() {
  const { organization: asked, to } = useSearch({ from: '/sign-in' });
  const [credentials, setCredentials] = useState<Credentials>({ organization: asked ?? '', email: '', password: '' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: async (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
      await navigate({ href: to ?? '/' });
    },
  });
  const set = (key: keyof Credentials) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setCredentials((known) => ({ ...known, [key]: value }));
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signingIn.mutate(credentials);
  };
  return (
    <Center component="main" mih="100vh" p="md">
      <Card withBorder padding="xl" w={420} maw="100%">
        <form onSubmit={submit}>
          <Stack>
            <Title order={1} size="h2">
              Sign in to Averment
            </Title>
            <Text c="dimmed" size="sm">
              Evidence of how software was made, verified to the last byte.
            </Text>
            {signingIn.isError && <ProblemNote error={signingIn.error} />}
            <TextInput
              label="Organization"
              description="Its short name, such as acme"
              value={credentials.organization}
              onChange={set('organization')}
              autoComplete="organization"
              required
            />
            <TextInput
              label="E-mail"
              type="email"
              value={credentials.email}
              onChange={set('email')}
              autoComplete="username"
              required
            />
            <PasswordInput
              label="Password"
              value={credentials.password}
              onChange={set('password')}
              autoComplete="current-password"
              required
            />
            <Button type="submit" loading={signingIn.isPending}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Card>
    </Center>
  );
}
