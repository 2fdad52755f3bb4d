import { queryOptions } from '@tanstack/react-query';

import { digestOf } from '../../app/digest-of.ts';
import { ask, Problem, send } from '../../graphql/client.ts';
import { DraftDocument, type DraftQuery } from '../../graphql/generated.ts';
import type { Report } from './report.ts';

export type Draft = NonNullable<DraftQuery['attestationDraft']> & {
  readonly organization: DraftQuery['organization'];
};

/** @throws Problem DRAFT_UNKNOWN */
export function draftQuery(id: string) {
  return queryOptions({
    queryKey: ['draft', id],
    queryFn: async (): Promise<Draft> => {
      const { attestationDraft, organization } = await ask(DraftDocument, { id });
      if (attestationDraft !== null) return { ...attestationDraft, organization };
      throw new Problem('DRAFT_UNKNOWN', 'There is no such draft: look in the list of drafts, or prepare a new one.');
    },
  });
}

export interface ReadReport {
  readonly report: Report;
  /** Of the bytes that were read: what an approval names. */
  readonly digest: string;
}

/** The report to the byte: nothing is shown unless it is what was drafted. @throws Problem REPORT_NOT_DRAFTED */
export function reportQuery(id: string, drafted: string) {
  return queryOptions({
    queryKey: ['draft', id, 'report', drafted],
    queryFn: async (): Promise<ReadReport> => {
      const response = await send(reportAddress(id));
      const bytes = await response.arrayBuffer();
      const digest = await digestOf(bytes);
      if (!response.ok || digest !== drafted)
        throw new Problem('REPORT_NOT_DRAFTED', 'The server gave another report than it drafted: approve nothing.');
      return { digest, report: JSON.parse(new TextDecoder().decode(bytes)) as Report };
    },
    staleTime: 'static',
  });
}

export function reportAddress(id: string): string {
  return `/v1/attestation-drafts/${encodeURIComponent(id)}/report`;
}
