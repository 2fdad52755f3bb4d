import { Skeleton, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ask } from '../../graphql/client.ts';
import { ApiTokensDocument, type IssueTokenMutation } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { useMay } from '../../session/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { More } from '../../ui/more.tsx';
import { Once } from '../../ui/once.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { IssueToken } from './issue-token.tsx';
import { TokenTable } from './token-table.tsx';

/** By what programs ask and send; people sign in instead. */
export function TokensPage() {
  const administers = useMay('org:admin');
  return (
    <>
      {administers ? (
        <Tokens />
      ) : (
        <>
          <PageHead title="Tokens" />
          <EmptyState title="Tokens are for administrators">
            Ask one of yours for a token; the page of people names them.
          </EmptyState>
        </>
      )}
    </>
  );
}

const PAGE = 50;

function Tokens() {
  const [issued, setIssued] = useState<IssueTokenMutation['issueToken']>();
  const client = useQueryClient();
  const { query: tokens, nodes: found } = usePages(
    ['tokens'],
    async (after) => (await ask(ApiTokensDocument, { first: PAGE, after })).apiTokens,
  );
  const changed = () => void client.invalidateQueries({ queryKey: ['tokens'] });
  const onIssued = (token: IssueTokenMutation['issueToken']) => {
    setIssued(token);
    changed();
  };
  return (
    <>
      <PageHead title="Tokens" actions={<IssueToken onIssued={onIssued} />}>
        By what a pipeline or a program sends evidence and asks. Each may do only what is written here, and ends by
        itself.
      </PageHead>
      <Stack gap="lg">
        {issued !== undefined && (
          <Once title="The token" secret={issued.token} what="token">
            It is shown this once: only its hash is kept. Put it where your pipeline keeps its secrets, as{' '}
            <code>AVERMENT_TOKEN</code>. It ends <Moment at={issued.record.expiresAt} />.
          </Once>
        )}
        {tokens.isError && <ProblemNote error={tokens.error} again={() => void tokens.refetch()} />}
        {tokens.isPending && <Skeleton height={240} />}
        {tokens.isSuccess && found.length === 0 && <Text>No token was issued yet.</Text>}
        {found.length > 0 && <TokenTable tokens={found} onRevoked={changed} />}
        <More list={tokens} of="tokens" />
      </Stack>
    </>
  );
}
