import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { PageTitle } from './page-title.tsx';

interface Head {
  readonly title: string;
  /** One sentence: what this page tells. */
  readonly children?: ReactNode;
  /** What can be done from here, the first thing first. */
  readonly actions?: ReactNode;
}

export function PageHead({ title, children, actions }: Head) {
  return (
    <Group justify="space-between" align="flex-start" mb="lg" gap="md">
      <Stack gap={4} maw={720}>
        <PageTitle>{title}</PageTitle>
        {children !== undefined && (
          <Text c="dimmed" component="div">
            {children}
          </Text>
        )}
      </Stack>
      {actions !== undefined && <Group gap="sm">{actions}</Group>}
    </Group>
  );
}
