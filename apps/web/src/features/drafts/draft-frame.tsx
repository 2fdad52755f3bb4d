import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { Moment } from '../../ui/moment.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './draft-frame.module.css';
import { draftQuery, reportQuery, type Draft, type ReadReport } from './draft-query.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { PageTitle } from '../../ui/page-title.tsx';

const STEPS = [
  { to: '/drafts/$id', name: 'Read' },
  { to: '/drafts/$id/approve', name: 'Approve' },
  { to: '/drafts/$id/sign', name: 'Sign' },
] as const;

interface FrameProps {
  readonly id: string;
  readonly title: string;
  readonly children: (draft: Draft, read: ReadReport) => ReactNode;
}

/** One step of a draft: which release, where on the way, and the report that was held against its digest. */
export function DraftFrame({ id, title, children }: FrameProps) {
  const draft = useQuery(draftQuery(id));
  return (
    <>
      <AnchorLink to="/drafts" size="sm">
        All drafts
      </AnchorLink>
      <PageTitle>{title}</PageTitle>
      {draft.isSuccess && <About draft={draft.data} />}
      <Steps id={id} draft={draft.data} />
      {draft.isError && <ProblemNote error={draft.error} again={() => void draft.refetch()} />}
      {draft.isPending && <Skeleton height={420} />}
      {draft.isSuccess && <WithReport draft={draft.data}>{children}</WithReport>}
    </>
  );
}

function About({ draft: { release, framework, draftedAt, draftedBy } }: { readonly draft: Draft }) {
  return (
    <Text c="dimmed">
      {release.productSlug} {release.version}, judged by {framework}, drafted <Moment at={draftedAt} /> by{' '}
      {draftedBy?.name ?? 'unknown'}
    </Text>
  );
}

function WithReport({ draft, children }: { readonly draft: Draft } & Pick<FrameProps, 'children'>) {
  const read = useQuery(reportQuery(draft.id, draft.report));
  if (read.isError) return <ProblemNote error={read.error} again={() => void read.refetch()} />;
  return read.isPending ? <Skeleton height={420} /> : children(draft, read.data);
}

/** Each step has an address of its own; what is done says so in words. */
function Steps({ id, draft }: { readonly id: string; readonly draft: Draft | undefined }) {
  const done: Readonly<Record<string, string | undefined>> = {
    Approve: draft !== undefined && draft.approvals.length > 0 ? 'approved' : undefined,
    Sign: draft?.attestation ? 'signed' : undefined,
  };
  return (
    <nav aria-label="Steps">
      <ol className={classes['steps']}>
        {STEPS.map(({ to, name }, index) => (
          <li key={to}>
            <Link to={to} params={{ id }} activeOptions={{ exact: true }} className={classes['step']}>
              <span className={classes['number']} aria-hidden>
                {done[name] === undefined ? index + 1 : '✓'}
              </span>
              {name}
              {done[name] !== undefined && <span className={classes['done']}>{done[name]}</span>}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
