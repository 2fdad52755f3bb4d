import { Alert, Button, Card, Center, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';

import { sendJson } from '../../graphql/client.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';

interface Accepted {
  readonly organization: { readonly slug: string; readonly name: string };
  readonly person: { readonly name: string; readonly email: string };
}

interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}

/** Where the link of an invitation leads: a password is set once, and then one signs in. */
export function InvitationPage() {
  const { token } = useParams({ from: '/invitation/$token' });
  const accepting = useMutation({ mutationFn: accept });
  return (
    <Center component="main" mih="100vh" p="md">
      <Card withBorder padding="xl" w={440} maw="100%">
        <Stack>
          <Title order={1} size="h2">
            {accepting.isSuccess ? `Welcome, ${accepting.data.person.name}` : 'You are invited to Averment'}
          </Title>
          {accepting.isError && <ProblemNote error={accepting.error} />}
          {accepting.isSuccess ? (
            <Welcome accepted={accepting.data} />
          ) : (
            <AcceptForm pending={accepting.isPending} onAccept={(typed) => accepting.mutate({ ...typed, token })} />
          )}
        </Stack>
      </Card>
    </Center>
  );
}

/** An empty name is the one that the invitation has. */
function accept({ token, name, password }: Acceptance): Promise<Accepted> {
  return sendJson<Accepted>(`/v1/invitations/${encodeURIComponent(token)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password, ...(name !== '' && { name }) }),
  });
}

interface Form {
  readonly pending: boolean;
  readonly onAccept: (typed: Omit<Acceptance, 'token'>) => void;
}

function AcceptForm({ pending, onAccept }: Form) {
  const [typed, setTyped] = useState({ name: '', password: '' });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onAccept(typed);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed" size="sm">
          Set a password. The link works once; afterwards you sign in with your e-mail address.
        </Text>
        <TextInput
          label="Your name"
          description="As it will stand under what you sign; left empty, it is as you were invited"
          value={typed.name}
          onChange={({ currentTarget: { value: name } }) => setTyped((before) => ({ ...before, name }))}
          autoComplete="name"
        />
        <PasswordInput
          label="Password"
          description="12 to 256 characters: a few words are easier to keep than signs and digits"
          value={typed.password}
          onChange={({ currentTarget: { value: password } }) => setTyped((before) => ({ ...before, password }))}
          autoComplete="new-password"
          required
        />
        <Button type="submit" loading={pending}>
          Accept the invitation
        </Button>
      </Stack>
    </form>
  );
}

function Welcome({ accepted: { organization, person } }: { readonly accepted: Accepted }) {
  return (
    <Alert variant="outline" title="Your password is set" role="status">
      <Stack gap="sm">
        <Text size="sm">
          You belong to {organization.name}. Sign in with <strong>{person.email}</strong> and the organization’s short
          name <strong>{organization.slug}</strong>.
        </Text>
        <AnchorLink to="/sign-in" search={{ organization: organization.slug }}>
          Sign in
        </AnchorLink>
      </Stack>
    </Alert>
  );
}
