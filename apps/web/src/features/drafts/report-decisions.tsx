import { Table } from '@mantine/core';

import { AnchorLink } from '../../ui/links.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Section } from '../../ui/section.tsx';
import type { Report, ReportDecision } from './report.ts';

const KINDS: Readonly<Record<string, string>> = {
  'human-evidence': 'Statement',
  waiver: 'Waiver',
  'not-applicable': 'Does not apply',
};

/** What rests on people's word. Who signed it is verified; what they say is not. */
export function ReportDecisions({ report: { decisions } }: { readonly report: Report }) {
  if (decisions.length === 0) return null;
  return (
    <Section title="What rests on people’s word">
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Kind</Table.Th>
              <Table.Th scope="col">Tasks</Table.Th>
              <Table.Th scope="col">By</Table.Th>
              <Table.Th scope="col">In their words</Table.Th>
              <Table.Th scope="col">Until</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {decisions.map((decision) => (
              <DecisionRow key={`${decision.evidence} ${decision.controls.join()}`} decision={decision} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function DecisionRow({
  decision: { evidence, kind, controls, by, text, until },
}: {
  readonly decision: ReportDecision;
}) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <AnchorLink to="/evidence/$digest" params={{ digest: evidence }}>
          {Object.hasOwn(KINDS, kind) ? KINDS[kind] : kind}
        </AnchorLink>
      </Table.Th>
      <Table.Td>{controls.join(', ')}</Table.Td>
      <Table.Td>{by}</Table.Td>
      <Table.Td>{text}</Table.Td>
      <Table.Td>{until === undefined ? 'without end' : <Moment at={until} />}</Table.Td>
    </Table.Tr>
  );
}
