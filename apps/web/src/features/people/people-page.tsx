import { Skeleton, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ask } from '../../graphql/client.ts';
import { PeopleDocument, type InvitationFragment } from '../../graphql/generated.ts';
import { usePages } from '../../graphql/pages.ts';
import { useMay } from '../../session/session.ts';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { BindingGrants } from './binding-grants.tsx';
import { InvitationLink } from './invitation-link.tsx';
import { InvitePerson } from './invite-person.tsx';
import { PeopleTable } from './people-table.tsx';

const PAGE = 100;

/** Who signs in, what each may do, and who may bind the organization. */
export function PeoplePage() {
  const [invited, setInvited] = useState<InvitationFragment>();
  const administers = useMay('org:admin');
  const client = useQueryClient();
  const { query: people, nodes: known } = usePages(
    ['people'],
    async (after) => (await ask(PeopleDocument, { first: PAGE, after })).people,
  );
  const changed = () => void client.invalidateQueries({ queryKey: ['people'] });
  const onInvited = (invitation: InvitationFragment) => {
    setInvited(invitation);
    changed();
  };
  return (
    <>
      <PageHead title="People" actions={administers && <InvitePerson onInvited={onInvited} />}>
        Who signs in to your organization, and what their roles let them do.
        {!administers && ' An administrator can invite and change them.'}
      </PageHead>
      <Stack gap="xl">
        {invited !== undefined && <InvitationLink invitation={invited} />}
        {people.isError && <ProblemNote error={people.error} again={() => void people.refetch()} />}
        {people.isPending && <Skeleton height={280} />}
        {people.isSuccess && (
          <>
            <div>
              <PeopleTable people={known} onInvited={onInvited} onChanged={changed} />
              <More list={people} of="people" />
            </div>
            <BindingGrants people={known} onChanged={changed} />
          </>
        )}
      </Stack>
    </>
  );
}
