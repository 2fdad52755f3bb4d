import { Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { ask } from '../../graphql/client.ts';
import { PutTrustRuleDocument, SimulateTrustDocument } from '../../graphql/generated.ts';
import { useMay } from '../../session/session.ts';
import { ButtonLink } from '../../ui/links.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Impact } from './impact.tsx';
import { RuleInWords } from './rule-card.tsx';
import { trustQuery } from './trust-query.ts';

/** Only the very text whose effect was seen can be put into force. */
export function RuleEditor({ start }: { readonly start: unknown }) {
  const [text, setText] = useState(() => JSON.stringify(start, null, 2));
  const rule = parseRule(text);
  const trying = useMutation({
    mutationFn: async (tried: string) => {
      const { simulate } = await ask(SimulateTrustDocument, { input: { rules: [parseRule(tried)] } });
      return { tried, simulate };
    },
  });
  const seen = trying.data?.tried === text ? trying.data.simulate : null;
  return (
    <Stack gap="lg">
      <Textarea
        label="The rule"
        description="JSON; the reference of trust rules says what may stand in it"
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
        error={rule === undefined && 'This is not JSON yet: look for a missing comma, quote or brace.'}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        autosize
        minRows={12}
        maxRows={28}
        spellCheck={false}
      />
      {rule !== undefined && (
        <Card withBorder padding="lg">
          <Title order={2} size="h4" mb="xs">
            In words
          </Title>
          <RuleInWords rule={rule} />
        </Card>
      )}
      {trying.isError && <ProblemNote error={trying.error} />}
      {seen !== null && <Impact simulation={seen} />}
      <Group>
        <ButtonLink to="/trust" variant="default">
          Leave it
        </ButtonLink>
        <Button
          {...(seen !== null && { variant: 'default' })}
          disabled={rule === undefined}
          loading={trying.isPending}
          onClick={() => trying.mutate(text)}
        >
          See what would move
        </Button>
        {seen !== null && <PutIntoForce rule={rule} />}
      </Group>
      {seen === null && <Text size="sm">Putting it into force comes after having seen what it moves.</Text>}
    </Stack>
  );
}

function PutIntoForce({ rule }: { readonly rule: unknown }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const may = useMay('policy:write');
  const putting = useMutation({
    mutationFn: () => ask(PutTrustRuleDocument, { rule }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: trustQuery.queryKey, exact: true });
      await navigate({ to: '/trust' });
    },
  });
  return (
    <>
      <Button disabled={!may} loading={putting.isPending} onClick={() => putting.mutate()}>
        Put it into force
      </Button>
      {putting.isError && <ProblemNote error={putting.error} />}
    </>
  );
}

function parseRule(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
