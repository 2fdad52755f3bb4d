import { AnchorLink } from '../../ui/links.tsx';

/** Leads to the ladder of a piece of evidence; named by what it is, with the start of its digest. */
export function EvidenceLink({ digest, name }: { readonly digest: string; readonly name?: string }) {
  return (
    <AnchorLink to="/evidence/$digest" params={{ digest }} title={digest} size="sm" py={2}>
      {name === undefined ? '' : `${name} `}
      <code>{`${digest.slice(0, digest.indexOf(':') + 9)}…`}</code>
    </AnchorLink>
  );
}
