import { List, Table, Text } from '@mantine/core';

import { Section } from '../../ui/section.tsx';
import { Status } from '../../ui/status.tsx';
import { EvidenceLink } from '../recipe/evidence-link.tsx';
import type { Explanation } from './explanation.ts';
import classes from './control.module.css';

type Member = Explanation['members'][number];

/** One row for each artifact or revision it is judged over; those that are not met come first. */
export function Members({ explanation }: { readonly explanation: Explanation }) {
  const { members, organization, of } = explanation;
  if (members.length === 0 && organization === null) return null;
  const note =
    members.length < of ? `The first ${members.length} of ${of}; those that are not met come first.` : undefined;
  return (
    <Section title="Where it stands" {...(note !== undefined && { note })}>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">What</Table.Th>
              <Table.Th scope="col">Status</Table.Th>
              <Table.Th scope="col">What decides</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...(organization === null ? [] : [organization]), ...members].map((member) => (
              <MemberRow key={member.member} member={member} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function MemberRow({ member }: { readonly member: Member }) {
  const { member: name, status, need, parts } = member;
  const evidence = [...new Map(parts.flatMap((part) => part.evidence.map((digest) => [digest, part.claim] as const)))];
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes['name'] ?? ''} fw={500}>
        {name}
      </Table.Th>
      <Table.Td>
        <Status status={status} />
      </Table.Td>
      <Table.Td>
        {need !== '' && <Text size="sm">{need}</Text>}
        <div className={classes['links']}>
          {evidence.map(([digest, claim]) => (
            <EvidenceLink key={digest} digest={digest} name={claim} />
          ))}
        </div>
        {parts.length > 0 && <Parts parts={parts} />}
      </Table.Td>
    </Table.Tr>
  );
}

function Parts({ parts }: { readonly parts: Member['parts'] }) {
  const met = parts.filter((part) => part.met).length;
  return (
    <details>
      <summary>
        {met} of {parts.length} {parts.length === 1 ? 'condition holds' : 'conditions hold'}
      </summary>
      <List size="sm" spacing="xs" mt="xs">
        {parts.map(({ asked, status, explanation }, index) => (
          <List.Item key={index}>
            {asked} <Status status={status} /> <span>{explanation}</span>
          </List.Item>
        ))}
      </List>
    </details>
  );
}
