import { Text } from '@mantine/core';

import { CopyCommand } from '../../ui/copy-command.tsx';
import { Section } from '../../ui/section.tsx';
import type { OneEvidence } from './one-evidence.ts';
import { signerOf } from './signer.ts';
import { verifyCommand } from './verify-command.ts';

/** How to ask the same of the same bytes without this server. */
export function VerifyYourself({ evidence }: { readonly evidence: OneEvidence }) {
  const signer = signerOf(evidence.verdict?.signer);
  return (
    <Section title="Verify it yourself">
      <Text mb="sm" maw={720}>
        Download the raw bytes, then run this on your own machine, offline. It shows the same ladder.{' '}
        {signer === undefined
          ? 'Put in the signer that you expect.'
          : 'It expects the signer named here: compare that with what you know from elsewhere, because evidence cannot vouch for itself.'}
      </Text>
      <CopyCommand command={verifyCommand(evidence.digest, signer)} />
      <Text size="sm" c="dimmed" mt="xs" maw={720}>
        The trust root is the file that you hold yourself; without one, the public-good Sigstore is taken.
      </Text>
    </Section>
  );
}
