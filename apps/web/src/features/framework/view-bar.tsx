import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';

import type { ViewSearch } from '../../app/view.ts';
import { mappingNameQuery, useFrameworks } from './frameworks.ts';

/** By what is judged and as of when. Both stand in the address, so that a link shows the same to somebody else. */
export function ViewBar({ children }: { readonly children?: ReactNode }) {
  const { framework, asOf } = useSearch({ from: '/signed-in' });
  const navigate = useNavigate();
  const frameworks = useFrameworks();
  const main = useQuery(mappingNameQuery()).data?.framework;
  const chosen = framework ?? main ?? '';
  const listed = frameworks.some(({ id }) => id === chosen)
    ? frameworks
    : [{ id: chosen, title: chosen, version: '' }, ...frameworks];
  /** What is empty leaves the address. */
  const look = (change: ViewSearch) => void navigate({ to: '.', search: (before) => ({ ...before, ...change }) });
  return (
    <Group align="end" gap="md" mb="md">
      {children}
      <NativeSelect
        label="Framework"
        value={chosen}
        onChange={({ currentTarget: { value } }) => look({ framework: value === main ? '' : value })}
        data={listed.map(({ id, title, version }) => ({ value: id, label: `${title} ${version}`.trim() }))}
        maw="min(24rem, 100%)"
      />
      <AsOf key={asOf ?? 'now'} asOf={asOf} onAsOf={(instant) => look({ asOf: instant })} />
    </Group>
  );
}

interface AsOfProps {
  readonly asOf: string | undefined;
  readonly onAsOf: (instant: string) => void;
}

/** A time in UTC, because that is how evidence tells it. It is looked up when the field is left or Enter is pressed. */
function AsOf({ asOf, onAsOf }: AsOfProps) {
  const [typed, setTyped] = useState(asOf?.slice(0, 16) ?? '');
  const apply = () => {
    if (typed !== (asOf?.slice(0, 16) ?? '')) onAsOf(typed === '' ? '' : `${typed}:00Z`);
  };
  return (
    <Group align="end" gap="xs">
      <TextInput
        type="datetime-local"
        label="As of (UTC)"
        value={typed}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
        onBlur={apply}
        onKeyDown={({ key }) => {
          if (key === 'Enter') apply();
        }}
      />
      {asOf === undefined ? (
        <Text size="sm" c="dimmed" h={36} lh="36px">
          showing now
        </Text>
      ) : (
        <Button variant="default" onClick={() => onAsOf('')}>
          Back to now
        </Button>
      )}
    </Group>
  );
}
