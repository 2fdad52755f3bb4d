import { Table, Text } from '@mantine/core';

import type { OverviewAttestationFragment } from '../../graphql/generated.ts';
import { Moment } from '../../ui/moment.tsx';
import { AnchorLink } from '../../ui/links.tsx';
import type { OverviewRow } from './product-cards.tsx';

/** A moment from which something does not hold any more as it does now. */
interface End {
  readonly at: string;
  readonly product: string;
  readonly version: string;
  /** Ids of tasks, or the digest of an attestation whose validity ends. */
  readonly what: { readonly tasks: readonly string[] } | { readonly attestation: string };
}

const SHOWN = 6;

/** The nearest first; tasks of one release that end together are one line. */
export function endsOf(
  rows: readonly OverviewRow[],
  attestations: readonly OverviewAttestationFragment[],
): readonly End[] {
  const signed = attestations.flatMap(({ digest, validity, release: { productSlug: product, version } }): End[] =>
    validity === null ? [] : [{ at: validity.until, product, version, what: { attestation: digest } }],
  );
  return [...rows.flatMap(endsOfRow), ...signed].sort((one, other) => one.at.localeCompare(other.at)).slice(0, SHOWN);
}

function endsOfRow({ product, version, cells }: OverviewRow): readonly End[] {
  if (version === null) return [];
  const tasks = new Map<string, string[]>();
  for (const { until, control } of cells) {
    if (until !== null) tasks.set(until, [...(tasks.get(until) ?? []), control]);
  }
  return [...tasks].map(([at, ended]) => ({ at, product, version, what: { tasks: ended } }));
}

export function NextEnds({ ends }: { readonly ends: readonly End[] }) {
  if (ends.length === 0) return <Text size="sm">Nothing that is shown here ends by itself.</Text>;
  return (
    <Table fz="sm" captionSide="top">
      <Table.Caption ta="left">From then on these change by themselves, unless fresh evidence comes.</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">When</Table.Th>
          <Table.Th scope="col">What</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {ends.map((end) => (
          <Table.Tr key={`${end.at} ${end.product} ${end.version} ${wordsOf(end)}`}>
            <Table.Td miw={150}>
              <Moment at={end.at} />
            </Table.Td>
            <Table.Td>
              <EndLink end={end} /> <Text size="sm">{wordsOf(end)}</Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function EndLink({ end: { product, version, what } }: { readonly end: End }) {
  const name = `${product} ${version}`;
  if ('attestation' in what) {
    return (
      <AnchorLink to="/attestations/$digest" params={{ digest: what.attestation }} size="sm">
        {name}
      </AnchorLink>
    );
  }
  return (
    <AnchorLink to="/releases/$product/$version" params={{ product, version }} size="sm">
      {name}
    </AnchorLink>
  );
}

function wordsOf({ what }: End): string {
  if ('attestation' in what) return 'attestation: its validity ends';
  const [first = '', ...others] = what.tasks;
  return others.length < 3 ? what.tasks.join(', ') : `${first} and ${others.length} more tasks`;
}
