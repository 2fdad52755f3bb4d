import { useMay } from '../../session/session.ts';
import { ButtonLink } from '../../ui/links.tsx';

/** For whoever may sign; others see what was signed. */
export function PrepareButton({ product, version }: { readonly product?: string; readonly version?: string }) {
  if (!useMay('report:sign')) return null;
  const release = { ...(product !== undefined && { product }), ...(version !== undefined && { version }) };
  return (
    <ButtonLink to="/drafts/new" search={release}>
      Prepare attestation
    </ButtonLink>
  );
}
