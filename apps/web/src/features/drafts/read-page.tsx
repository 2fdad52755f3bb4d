import { Anchor, Group, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';

import { Digest } from '../../ui/digest.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBar } from '../../ui/status-bar.tsx';
import { Claims } from './claims.tsx';
import { DraftFrame } from './draft-frame.tsx';
import { reportAddress, type Draft } from './draft-query.ts';
import { ReportDecisions } from './report-decisions.tsx';
import { ReportTasks } from './report-tasks.tsx';
import type { Report } from './report.ts';
import { AnchorLink, ButtonLink } from '../../ui/links.tsx';

/** Everything that would be signed, in the order in which a careful reader asks. */
export function ReadPage() {
  const { id } = useParams({ from: '/signed-in/drafts/$id' });
  return (
    <DraftFrame id={id} title="Read the draft">
      {(draft, { report }) => (
        <>
          <Frozen draft={draft} report={report} />
          <Claims report={report} />
          <Section title="How each task stands">
            <StatusBar counts={report.totals.filter(({ count }) => count > 0)} />
            <ReportTasks report={report} framework={draft.framework} />
          </Section>
          <ReportDecisions report={report} />
          <Onward draft={draft} />
        </>
      )}
    </DraftFrame>
  );
}

function Frozen({ draft, report }: { readonly draft: Draft; readonly report: Report }) {
  const { mapping, population, trustRoots, catalog } = report;
  const stale = trustRoots.filter((root) => root.stale).map(({ name }) => name);
  return (
    <Facts>
      <Fact name="As of">
        <Moment at={report.asOf} />
      </Fact>
      <Fact name="Results hold by themselves until">
        <Moment at={report.validity.until} />
      </Fact>
      <Fact name="Judged over">
        {population.artifacts.length} {population.artifacts.length === 1 ? 'artifact' : 'artifacts'},{' '}
        {population.source}
      </Fact>
      <Fact name="Framework">
        {catalog.title} {catalog.version}
      </Fact>
      <Fact name="Conditions">
        {mapping.id} {mapping.version}, adopted by {mapping.adoptedBy} on {mapping.adoptedOn}
      </Fact>
      <Fact name="SLSA Build level">{report.slsaBuildLevel}</Fact>
      {stale.length > 0 && <Fact name="Trust roots past their expiry">{stale.join(', ')}</Fact>}
      <Fact name="Report">
        <Digest digest={draft.report} />
        <Anchor href={reportAddress(draft.id)} download={`report-${draft.report.slice(7, 19)}.json`} size="sm">
          Download report.json
        </Anchor>
      </Fact>
    </Facts>
  );
}

function Onward({ draft: { id, attestation } }: { readonly draft: Draft }) {
  if (attestation !== null)
    return (
      <Text mt="xl">
        This draft was signed:{' '}
        <AnchorLink underline="always" to="/attestations/$digest" params={{ digest: attestation.digest }}>
          see the attestation
        </AnchorLink>
        .
      </Text>
    );
  return (
    <Group mt="xl">
      <ButtonLink to="/drafts/$id/approve" params={{ id }}>
        Go on to approving
      </ButtonLink>
    </Group>
  );
}
