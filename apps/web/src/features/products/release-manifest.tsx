import { Group, List, Text, Title } from '@mantine/core';

import { CopyCommand } from '../../ui/copy-command.tsx';
import { Digest } from '../../ui/digest.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import type { ReleaseAt, ReleaseShown } from './release-shown.ts';
import { SOURCE_WORDS } from './source-words.ts';

interface Of {
  readonly manifest: ReleaseShown['manifest'];
  readonly at: ReleaseAt;
}

/** Who says what belongs to the release: all counting of artifacts rests on it. */
export function ReleaseManifest({ manifest, at: { product, version } }: Of) {
  if (manifest === null) {
    return (
      <EmptyState title="Nobody has said what belongs to this release">
        <Text>Have your build sign a manifest and submit it, or name its files yourself:</Text>
        <CopyCommand command={`aver release ${product}@${version} --artifact app.tar.gz`} />
      </EmptyState>
    );
  }
  const { evidence, issuedAt, revisions, source } = manifest;
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        What belongs to it
      </Title>
      <Text size="sm">
        {sentence(SOURCE_WORDS[source] ?? source)}, <Moment at={issuedAt} />.{' '}
        <AnchorLink to="/evidence/$digest" params={{ digest: evidence }} size="sm" underline="always">
          See the manifest
        </AnchorLink>
      </Text>
      {revisions.length > 0 && (
        <Group gap="xs" mt="xs" align="baseline">
          <Text size="sm">Built from</Text>
          <List listStyleType="none" size="sm">
            {revisions.map((revision) => (
              <List.Item key={revision}>
                <Digest digest={revision} />
              </List.Item>
            ))}
          </List>
        </Group>
      )}
    </section>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
