import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import type { ReleaseName } from '../../app/addresses.ts';
import { ask } from '../../graphql/client.ts';
import { ReleaseChoicesDocument } from '../../graphql/generated.ts';

interface ReleasePickerProps {
  readonly release: ReleaseName | undefined;
  readonly onRelease: (release: ReleaseName) => void;
}

/** The newest hundred releases, and the one of the address whether it is among them or not. */
export function ReleasePicker({ release, onRelease }: ReleasePickerProps) {
  const { data = [] } = useQuery({
    queryKey: ['release-choices'],
    queryFn: async () => (await ask(ReleaseChoicesDocument, {})).releases.edges.map(({ node }) => node),
  });
  const names = data.map(({ productSlug, version }) => ({ product: productSlug, version }));
  const all =
    release === undefined || names.some((name) => keyOf(name) === keyOf(release)) ? names : [release, ...names];
  return (
    <NativeSelect
      label="Release"
      value={release === undefined ? '' : keyOf(release)}
      onChange={({ currentTarget: { value } }) => {
        const chosen = all.find((name) => keyOf(name) === value);
        if (chosen !== undefined) onRelease(chosen);
      }}
      data={[
        ...(release === undefined ? [{ value: '', label: 'Choose a release' }] : []),
        ...all.map((name) => ({ value: keyOf(name), label: keyOf(name) })),
      ]}
    />
  );
}

function keyOf({ product, version }: ReleaseName): string {
  return `${product} ${version}`;
}
