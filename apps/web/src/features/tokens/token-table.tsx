import { Code, Group, Table, Text } from '@mantine/core';

import { ask } from '../../graphql/client.ts';
import { RevokeTokenDocument, type ApiTokensQuery } from '../../graphql/generated.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Moment } from '../../ui/moment.tsx';

type TokenShown = ApiTokensQuery['apiTokens']['edges'][number]['node'];

interface Tokens {
  readonly tokens: readonly TokenShown[];
  readonly onRevoked: () => void;
}

export function TokenTable({ tokens, onRevoked }: Tokens) {
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Held by</Table.Th>
            <Table.Th scope="col">May</Table.Th>
            <Table.Th scope="col">Issued</Table.Th>
            <Table.Th scope="col">Ends</Table.Th>
            <Table.Th scope="col">Revoke</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoked={onRevoked} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function TokenRow({ token, onRevoked }: { readonly token: TokenShown; readonly onRevoked: () => void }) {
  const { id, holder, permissions, createdAt, expiresAt, revokedAt } = token;
  const name = holder?.name ?? 'not known any more';
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Text fw={600}>
          <ForeignText>{name}</ForeignText>
        </Text>
        <Text size="sm" c="dimmed">
          {holder?.kind === 'machine' ? 'machine' : 'person'}, token <code title={id}>{id.slice(-12)}</code>
        </Text>
      </Table.Th>
      <Table.Td>
        <Group gap={6}>
          {permissions.map((permission) => (
            <Code key={permission}>{permission}</Code>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Moment at={createdAt} />
      </Table.Td>
      <Table.Td>
        <Moment at={expiresAt} />
      </Table.Td>
      <Table.Td>
        {revokedAt === null ? (
          <Confirm
            action="Revoke"
            of={`token ${id.slice(-12)} of ${name}`}
            question={`Revoke this token of ${name}?`}
            run={() => ask(RevokeTokenDocument, { id })}
            onDone={onRevoked}
            danger
          >
            Whoever uses it is refused from now on. What was sent with it stays. It cannot be taken back; issue a new
            one instead.
          </Confirm>
        ) : (
          <>
            Revoked <Moment at={revokedAt} />
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
