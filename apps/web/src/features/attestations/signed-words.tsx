import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Problem, sendJson } from '../../graphql/client.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './words.module.css';

interface Bundle {
  readonly dsseEnvelope: { readonly payload: string };
}

/** The words as they stand in the signed bytes, read when somebody wants to read them. */
export function SignedWords({ address, name }: { readonly address: string; readonly name: string }) {
  const [open, setOpen] = useState(false);
  const words = useQuery({
    queryKey: ['signed-words', address],
    queryFn: async () => wordsIn(await sendJson<Bundle>(address)),
    enabled: open,
    staleTime: 'static',
  });
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)} className={classes['details']}>
      <summary>The signed words of {name}</summary>
      {words.isError && <ProblemNote error={words.error} again={() => void words.refetch()} />}
      {words.isLoading && <Skeleton height={60} />}
      {words.isSuccess && (
        <Text component="blockquote" className={classes['words']}>
          {words.data}
        </Text>
      )}
    </details>
  );
}

/** @throws Problem when they are not where our own statements have them */
function wordsIn({ dsseEnvelope }: Bundle): string {
  const bytes = Uint8Array.from(atob(dsseEnvelope.payload), (character) => character.charCodeAt(0));
  const { predicate } = JSON.parse(new TextDecoder().decode(bytes)) as { predicate?: { words?: unknown } };
  if (typeof predicate?.words === 'string') return predicate.words;
  throw new Problem('ANSWER_UNREADABLE', 'The signed words cannot be shown here. Download them instead.');
}
