import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';

import { ask } from '../../graphql/client.ts';
import { AssessReleaseDocument } from '../../graphql/generated.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import type { ReleaseAt } from './release-shown.ts';

/** Judges by what is held now; each new piece of evidence does the same by itself. */
export function JudgeAgain({ at }: { readonly at: ReleaseAt }) {
  const { framework } = useSearch({ from: '/signed-in' });
  const client = useQueryClient();
  const judging = useMutation({
    mutationFn: () => ask(AssessReleaseDocument, { ...at, framework }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['release', at.product, at.version] }),
  });
  return (
    <>
      <Button variant="default" loading={judging.isPending} onClick={() => judging.mutate()}>
        Judge again now
      </Button>
      {judging.isError && <ProblemNote error={judging.error} />}
    </>
  );
}
