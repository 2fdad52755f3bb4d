import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

import type { IntakeStatusQuery } from '../../graphql/generated.ts';
import { AnchorLink } from '../../ui/links.tsx';
import classes from './ingest.module.css';

type Status = IntakeStatusQuery['intakeStatus'];

/** The stations in order, each with its count; the sentence below is what is read aloud when something moved. */
export function Flow({ status }: { readonly status: Status }) {
  const { stored, settled, quarantined, unsequenced, pendingJobs } = status;
  return (
    <>
      <ol className={classes['flow']} aria-label="How far what was received has come">
        <Station count={stored} name="Waiting" says="kept, to be verified">
          <AnchorLink to="/evidence" search={{ state: 'stored' }}>
            Show<VisuallyHidden> what waits</VisuallyHidden>
          </AnchorLink>
        </Station>
        <Station count={settled} name="Settled" says="with a verdict">
          <AnchorLink to="/evidence" search={{ state: 'settled' }}>
            Show<VisuallyHidden> what is settled</VisuallyHidden>
          </AnchorLink>
        </Station>
        <Station count={quarantined} name="In quarantine" says="could not be read" />
        <Station count={unsequenced} name="To be logged" says="no place in the intake log yet" />
        <Station count={pendingJobs} name="Jobs that wait" says="judging of releases among them" />
      </ol>
      <p className={classes['words']} role="status">
        {wordsOf(status)}
      </p>
    </>
  );
}

interface StationProps {
  readonly count: number;
  readonly name: string;
  readonly says: string;
  readonly children?: ReactNode;
}

function Station({ count, name, says, children }: StationProps) {
  return (
    <li>
      <span className={classes['count']}>{count}</span>
      <span className={classes['name']}>{name}</span>
      <span className={classes['says']}>{says}</span>
      {children}
    </li>
  );
}

function wordsOf({ stored, settled, quarantined, pendingJobs }: Status): string {
  const trouble = quarantined === 0 ? '' : ` In quarantine: ${quarantined}.`;
  if (stored > 0) return `${stored} of ${stored + settled} wait to be verified.${trouble}`;
  if (pendingJobs > 0) return `All is verified; releases are being judged again.${trouble}`;
  return settled === 0 ? `Nothing was received yet.${trouble}` : `All that was received is settled.${trouble}`;
}
