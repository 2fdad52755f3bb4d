import { Alert, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { CopyCommand } from './copy-command.tsx';

interface Shown {
  readonly title: string;
  readonly secret: string;
  /** What it is, for the button that copies it. */
  readonly what: string;
  readonly children: ReactNode;
}

/** A secret that the server does not keep: who closes this has seen it for the last time. */
export function Once({ title, secret, what, children }: Shown) {
  return (
    <Alert variant="outline" title={title} role="status">
      <Stack gap="sm">
        <Text size="sm">{children}</Text>
        <CopyCommand command={secret} what={what} />
      </Stack>
    </Alert>
  );
}
