import { Button, Code, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { ask } from '../../graphql/client.ts';
import { ReplayQuarantinedDocument } from '../../graphql/generated.ts';
import { useMay } from '../../session/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';

interface Quarantined {
  readonly id: string;
  readonly failure: { readonly code: string; readonly message: string; readonly attempts: number } | null;
}

/** Why an item could not be read, and another try. */
export function Quarantine({ evidence }: { readonly evidence: Quarantined }) {
  const { failure } = evidence;
  if (failure === null) return null;
  return (
    <Section title="Why it is in quarantine">
      <Text>{failure.message}</Text>
      <Text size="sm" c="dimmed" mb="sm">
        <Code>{failure.code}</Code> after {failure.attempts} attempts. The bytes are kept; nothing is lost.
      </Text>
      <Replay id={evidence.id} />
    </Section>
  );
}

/** Takes it out of quarantine; it is verified again by itself. */
export function Replay({ id }: { readonly id: string }) {
  const client = useQueryClient();
  const may = useMay('evidence:write');
  const replaying = useMutation({
    mutationFn: () => ask(ReplayQuarantinedDocument, { id }),
    onSuccess: async () => {
      await client.invalidateQueries({ predicate: ({ queryKey: [about] }) => REPLAY_MOVES.has(String(about)) });
    },
  });
  return (
    <>
      <Group gap="sm">
        <Button variant="default" disabled={!may} loading={replaying.isPending} onClick={() => replaying.mutate()}>
          Verify again
        </Button>
        {!may && (
          <Text size="sm" c="dimmed">
            Needs the permission to submit evidence.
          </Text>
        )}
      </Group>
      {replaying.isError && <ProblemNote error={replaying.error} />}
    </>
  );
}

const REPLAY_MOVES: ReadonlySet<string> = new Set(['evidence', 'evidence-list', 'intake']);
