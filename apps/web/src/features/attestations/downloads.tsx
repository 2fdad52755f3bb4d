import { Anchor, List, Text } from '@mantine/core';

import { CopyCommand } from '../../ui/copy-command.tsx';
import { Section } from '../../ui/section.tsx';
import { addressOf } from './attestation-query.ts';

/** In the order in which people ask for them. Every one shows the report that was frozen when it was signed. */
const EXPORTS: readonly (readonly [format: string, name: string])[] = [
  ['pdf', 'Report on paper (PDF)'],
  ['html', 'Report as one page (HTML)'],
  ['json', 'Report as data (JSON)'],
  ['csv', 'One line for each task (CSV)'],
  ['markdown', 'Report for a wiki (Markdown)'],
  ['junit', 'One test case for each task (JUnit)'],
  ['cyclonedx', 'CycloneDX attestations'],
  ['oscal-assessment-results', 'OSCAL assessment results'],
  ['oscal-assessment-plan', 'OSCAL assessment plan'],
  ['oscal-ssp', 'OSCAL system security plan'],
  ['oscal-profile', 'OSCAL profile'],
  ['oscal-catalog', 'OSCAL catalog'],
  ['oscal-poam', 'OSCAL plan of action'],
  ['cisa-pdf', 'CISA form, a draft on paper (PDF)'],
  ['cisa-html', 'CISA form, a draft as a page (HTML)'],
  ['cisa', 'CISA form, a draft as data (JSON)'],
];

export function Downloads({ digest }: { readonly digest: string }) {
  const address = addressOf(digest);
  return (
    <Section title="Take it along">
      <Text>
        <Anchor href={`${address}/pack`} download fw={600} underline="always">
          Evidence pack
        </Anchor>{' '}
        is everything the judgement rests on, to be recomputed offline by somebody who does not believe us.{' '}
        <Anchor
          href={address}
          download={`attestation-${digest.slice(7, 19)}.sigstore.json`}
          fw={600}
          underline="always"
        >
          Signed attestation
        </Anchor>{' '}
        is the Sigstore bundle alone.
      </Text>
      <Text mt="md" mb="xs">
        With keys, roots and rules that you hold from elsewhere, this recomputes the pack:
      </Text>
      <CopyCommand
        command={`aver replay averment-pack-${digest.slice(7, 19)}.tar --signer signer.pub --trusted-root trusted_root.json --rules rules.json`}
      />
      <Text mt="lg" mb="xs" fw={600}>
        The same report in other forms
      </Text>
      <List spacing={6} listStyleType="none" styles={{ root: { columns: '18rem' } }}>
        {EXPORTS.map(([format, name]) => (
          <List.Item key={format}>
            <Anchor href={`${address}/exports/${format}`} download>
              {name}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
