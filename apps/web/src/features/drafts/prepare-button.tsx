import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useMay } from '../../session/session.ts';

/** For whoever may sign; others see what was signed. */
export function PrepareButton({ product, version }: { readonly product?: string; readonly version?: string }) {
  if (!useMay('report:sign')) return null;
  const release = { ...(product !== undefined && { product }), ...(version !== undefined && { version }) };
  return (
    <Button component={Link} to="/drafts/new" search={release}>
      Prepare attestation
    </Button>
  );
}
