import { Table, Text } from '@mantine/core';

import { Moment } from '../../ui/moment.tsx';
import { Section } from '../../ui/section.tsx';
import { EvidenceLink } from '../recipe/evidence-link.tsx';
import { Findings } from '../recipe/findings.tsx';
import type { Explanation } from './explanation.ts';
import classes from './control.module.css';

/** What verified and is cited, and what came in and did not verify. */
export function CitedEvidence({ explanation }: { readonly explanation: Explanation }) {
  const { evidence, evidenceCount, findings, findingCount } = explanation;
  return (
    <>
      {findings.length > 0 && (
        <Section title="Received, and not verified" note={shown(findings.length, findingCount)}>
          <Findings findings={findings} />
        </Section>
      )}
      <Section title="Verified evidence" note={shown(evidence.length, evidenceCount)}>
        {evidence.length === 0 ? <Text>None is cited here.</Text> : <EvidenceTable evidence={evidence} />}
      </Section>
    </>
  );
}

function shown(count: number, of: number): string {
  return count < of ? `The first ${count} of ${of}.` : 'Each leads to its ladder: every check from bytes to signature.';
}

function EvidenceTable({ evidence }: { readonly evidence: Explanation['evidence'] }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Evidence</Table.Th>
            <Table.Th scope="col">Claims</Table.Th>
            <Table.Th scope="col">Signed by</Table.Th>
            <Table.Th scope="col">Signed at</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evidence.map(({ evidence: digest, claims, producer, signedAt, assurance, teamControlled }) => (
            <Table.Tr key={digest}>
              <Table.Td>
                <EvidenceLink digest={digest} />
              </Table.Td>
              <Table.Td>{claims.join(', ')}</Table.Td>
              <Table.Td className={classes['name'] ?? ''}>
                {producer}
                {assurance !== 'verified' && ` (${assurance})`}
                {teamControlled && (
                  <Text size="xs" c="dimmed">
                    controlled by the team that is assessed
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{signedAt === null ? 'nothing trusted says when' : <Moment at={signedAt} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
