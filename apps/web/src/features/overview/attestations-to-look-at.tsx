import { List, Stack, Text } from '@mantine/core';

import type { OverviewAttestationFragment } from '../../graphql/generated.ts';
import { Moment } from '../../ui/moment.tsx';
import { AnchorLink } from '../../ui/links.tsx';

interface Affected {
  readonly attestations: readonly OverviewAttestationFragment[];
  readonly goesOn: boolean;
}

/** What was signed and no longer rests on what it rested on: first for whoever put their name to it. */
export function AttestationsToLookAt({ attestations, goesOn }: Affected) {
  if (attestations.length === 0) return <Text size="sm">None: what was signed still stands.</Text>;
  return (
    <Stack gap="sm">
      <List size="sm" spacing="sm" listStyleType="none" p={0}>
        {attestations.map((attestation) => (
          <List.Item key={attestation.digest}>
            <OneAffected attestation={attestation} />
          </List.Item>
        ))}
      </List>
      {goesOn && (
        <AnchorLink to="/attestations" size="sm">
          All attestations
        </AnchorLink>
      )}
    </Stack>
  );
}

function OneAffected({ attestation }: { readonly attestation: OverviewAttestationFragment }) {
  const { digest, release, signedAt, standing } = attestation;
  const controls = standing?.affected.map(({ control }) => control) ?? [];
  return (
    <>
      <AnchorLink to="/attestations/$digest" params={{ digest }} fw={600}>
        {release.productSlug} {release.version}
      </AnchorLink>
      <Text size="sm">
        {controls.length === 0 ? 'Affected' : `Affected: ${controls.slice(0, 4).join(', ')}`}
        {controls.length > 4 && ` and ${controls.length - 4} more`}
      </Text>
      <Text size="sm" c="dimmed">
        signed <Moment at={signedAt} />
        {standing !== null && (
          <>
            , affected since <Moment at={standing.since} />
          </>
        )}
      </Text>
    </>
  );
}
