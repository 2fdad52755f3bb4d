import { Anchor, Stack, Text } from '@mantine/core';

import { Section } from '../../ui/section.tsx';
import { fileName } from './verify-command.ts';

/** The bytes as they came, and what this installation signed about their coming. */
export function Downloads({ digest }: { readonly digest: string }) {
  const base = `/v1/evidence/${digest}`;
  const name = fileName(digest);
  return (
    <Section title="Download">
      <Stack gap="xs" align="flex-start">
        <File href={`${base}/raw`} name={name} what="Raw bytes">
          exactly as received, with certificate and log entries
        </File>
        <File href={`${base}/receipt`} name={`${name}.receipt.sigstore.json`} what="Receipt">
          signed: we received these bytes then
        </File>
        <File href={`${base}/intake-proof`} name={`${name}.intake-proof.json`} what="Proof of intake">
          that they stand in the intake log
        </File>
      </Stack>
    </Section>
  );
}

interface FileProps {
  readonly href: string;
  readonly name: string;
  readonly what: string;
  readonly children: string;
}

function File({ href, name, what, children }: FileProps) {
  return (
    <div>
      <Anchor href={href} download={name}>
        {what}
      </Anchor>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </div>
  );
}
