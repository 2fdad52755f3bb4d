import { Table, Text, VisuallyHidden } from '@mantine/core';

import type { EvidenceListQuery } from '../../graphql/generated.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { Digest } from '../../ui/digest.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { outcomeOf } from '../../ui/outcome-looks.ts';
import { Outcome } from '../../ui/outcome.tsx';
import { wordsOf } from '../../ui/words.ts';
import { signerWords } from './signer.ts';

export type EvidenceRow = EvidenceListQuery['evidenceList']['edges'][number]['node'];

interface EvidenceTableProps {
  readonly evidence: readonly EvidenceRow[];
  readonly caption: string;
}

/** One line for each piece: what it is, what became of it and why, who signed it, when. */
export function EvidenceTable({ evidence, caption }: EvidenceTableProps) {
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="sm" highlightOnHover>
        <VisuallyHidden component="caption">{caption}</VisuallyHidden>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Evidence</Table.Th>
            <Table.Th scope="col">Verdict</Table.Th>
            <Table.Th scope="col">Signer</Table.Th>
            <Table.Th scope="col">Received</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evidence.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ row }: { readonly row: EvidenceRow }) {
  const why = whyOf(row);
  const signer = signerWords(row.verdict?.signer);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <AnchorLink to="/evidence/$digest" params={{ digest: row.digest }} fw={600}>
          {wordsOf(row.kind)}
        </AnchorLink>
        <Digest digest={row.digest} />
      </Table.Th>
      <Table.Td>
        <Outcome outcome={outcomeOf(row)} />
        {why !== undefined && (
          <Text size="sm" mt={4} maw={340}>
            {why}
          </Text>
        )}
      </Table.Td>
      <Table.Td maw={340}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {signer === undefined ? 'Not proven' : <ForeignText>{signer}</ForeignText>}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <Moment at={row.receivedAt} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** The rung that stopped it, in the server's words; nothing where nothing did. */
function whyOf({ verdict, failure }: EvidenceRow): string | undefined {
  if (failure !== null) return failure.message;
  if (verdict === null || verdict.outcome === 'verified') return undefined;
  const stopped =
    verdict.checks.find(({ outcome }) => outcome === 'failed') ??
    verdict.checks.find(({ outcome }) => outcome === 'could-not-check');
  return stopped && `${wordsOf(stopped.rung)}: ${stopped.meaning ?? 'not held'}`;
}
