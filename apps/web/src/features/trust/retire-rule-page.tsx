import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';

import { ask } from '../../graphql/client.ts';
import { RetireTrustRuleDocument, SimulateTrustDocument } from '../../graphql/generated.ts';
import { useMay } from '../../session/session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Impact } from './impact.tsx';
import { trustQuery } from './trust-query.ts';

/** What falls when nobody is trusted by this rule any more; then, and only if one still wants it, the step. */
export function RetireRulePage() {
  const { rule } = useParams({ from: '/signed-in/trust/retire/$rule' });
  const tried = useQuery({
    queryKey: ['trust', 'retire', rule],
    queryFn: async () => (await ask(SimulateTrustDocument, { input: { retireRules: [rule] } })).simulate,
  });
  return (
    <>
      <PageHead title={`Retire ${rule}?`}>
        What rests on this rule alone is not verified any more. Everything held is judged again.
      </PageHead>
      <Stack gap="lg">
        {tried.isPending && <Skeleton height={320} />}
        {tried.isError && <ProblemNote error={tried.error} again={() => void tried.refetch()} />}
        {tried.data && <Impact simulation={tried.data} />}
        {tried.isSuccess && <Retire rule={rule} />}
      </Stack>
    </>
  );
}

function Retire({ rule }: { readonly rule: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const may = useMay('policy:write');
  const retiring = useMutation({
    mutationFn: () => ask(RetireTrustRuleDocument, { id: rule }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: trustQuery.queryKey, exact: true });
      await navigate({ to: '/trust' });
    },
  });
  return (
    <Stack>
      {retiring.isError && <ProblemNote error={retiring.error} />}
      <Group>
        <ButtonLink to="/trust" variant="default">
          Leave it in force
        </ButtonLink>
        <Button color="red.9" disabled={!may} loading={retiring.isPending} onClick={() => retiring.mutate()}>
          Retire the rule
        </Button>
      </Group>
    </Stack>
  );
}
