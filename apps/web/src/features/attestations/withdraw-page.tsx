import { Button, Card, Select, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';

import { ask } from '../../graphql/client.ts';
import { ColleaguesDocument, WithdrawDocument } from '../../graphql/generated.ts';
import { useSession } from '../../session/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ActPage } from './act-page.tsx';
import { useAct } from './use-act.ts';

const MOST_PEOPLE = 100;

/** Says, signed, that nobody stands behind it any more. */
export function WithdrawPage() {
  const { digest } = useParams({ from: '/signed-in/attestations/$digest/withdraw' });
  const [reason, setReason] = useState('');
  const [requestedBy, setRequestedBy] = useState<string | null>(null);
  const { colleagues, twoPeople, others } = useColleagues();
  const withdrawing = useAct(digest, (input: { readonly reason: string; readonly requestedBy: string | null }) =>
    ask(WithdrawDocument, { input: { attestation: digest, ...input } }),
  );
  return (
    <ActPage
      digest={digest}
      title="Withdraw the attestation"
      needs="report:sign"
      what="Says that your organization no longer stands behind any of it. When only some of it fell, issue it again instead."
      error={withdrawing.error}
      onSubmit={() => withdrawing.mutate({ reason, requestedBy })}
    >
      <Card withBorder>
        <Text fw={600}>This cannot be taken back</Text>
        <Text mt={4}>
          The reason is signed as you write it and kept as evidence. Whoever holds the attestation learns that it was
          withdrawn, and may ask why.
        </Text>
      </Card>
      <Textarea
        label="Why"
        description="Plain words that a recipient can understand"
        required
        autosize
        minRows={3}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {twoPeople && (
        <Select
          label="Who asked for it"
          description="Your organization signs by two people: one asks, you agree."
          required
          data={others}
          value={requestedBy}
          onChange={setRequestedBy}
          nothingFoundMessage="Nobody else signs in here"
        />
      )}
      {colleagues.isError && <ProblemNote error={colleagues.error} again={() => void colleagues.refetch()} />}
      <Button
        type="submit"
        color="red.9"
        disabled={!colleagues.isSuccess}
        loading={withdrawing.isPending}
        w="fit-content"
      >
        Withdraw it
      </Button>
    </ActPage>
  );
}

function useColleagues() {
  const { person } = useSession();
  const colleagues = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => ask(ColleaguesDocument, { first: MOST_PEOPLE, after: undefined }),
  });
  const people = colleagues.data?.people.edges.map(({ node }) => node) ?? [];
  return {
    colleagues,
    twoPeople: colleagues.data?.organization.twoPersonSigning ?? false,
    others: people
      .filter(({ id, state }) => state === 'active' && id !== person.id)
      .map(({ id, name }) => ({ value: id, label: name })),
  };
}
