import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { evidenceAddress } from '../../app/addresses.ts';

/** Leads to the ladder of a piece of evidence; named by what it is, with the start of its digest. */
export function EvidenceLink({ digest, name }: { readonly digest: string; readonly name?: string }) {
  const short = `${digest.slice(0, digest.indexOf(':') + 9)}…`;
  return (
    <Anchor component={Link} to={evidenceAddress(digest)} title={digest} size="sm" py={2}>
      {name === undefined ? '' : `${name} `}
      <code>{short}</code>
    </Anchor>
  );
}
