import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearch } from '@tanstack/react-router';

import { useMay } from '../../session/session.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { Digest } from '../../ui/digest.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { outcomeOf } from '../../ui/outcome-looks.ts';
import { Outcome } from '../../ui/outcome.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { wordsOf } from '../../ui/words.ts';
import { find, type Found } from './find.ts';

/** Everything that is called so, or names it. */
export function SearchPage() {
  const { q = '' } = useSearch({ from: '/signed-in/search' });
  const may = { evidence: useMay('evidence:read'), report: useMay('report:read') };
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ['search', q, may],
    queryFn: () => find(q, may),
    enabled: q !== '',
  });
  return (
    <>
      <PageHead title="Search">
        {q === '' ? 'Paste a digest, a commit, or the short name of a product.' : <ForeignText>{q}</ForeignText>}
      </PageHead>
      {isError && <ProblemNote error={error} again={() => void refetch()} />}
      {q !== '' && isPending && <Skeleton height={200} aria-label="Searching" />}
      {data !== undefined && <Results q={q} found={data} />}
    </>
  );
}

function Results({ q, found }: { readonly q: string; readonly found: Found }) {
  const { evidence, attestation, product, about } = found;
  const count = [evidence, attestation, product].filter((one) => one !== null).length + about.length;
  if (count === 0) {
    return (
      <EmptyState title="Nothing is called so">
        Digests are compared whole: 64 hexadecimal digits for SHA-256, 40 for a commit. A product is found by its short
        name, exactly.
      </EmptyState>
    );
  }
  if (count === 1 && about.length === 0) return <OnlyOne found={found} />;
  return (
    <>
      {evidence !== null && <EvidenceList title="This piece of evidence" evidence={[evidence]} />}
      {attestation !== null && (
        <Section title="This attestation">
          <AnchorLink to="/attestations/$digest" params={{ digest: attestation.digest }}>
            {attestation.framework}
          </AnchorLink>
          , signed <Moment at={attestation.signedAt} />
        </Section>
      )}
      {product !== null && (
        <Section title="This product">
          <AnchorLink to="/products/$product" params={{ product: product.slug }}>
            <ForeignText>{product.name}</ForeignText>
          </AnchorLink>
        </Section>
      )}
      {about.length > 0 && <EvidenceList title="Evidence that names it" evidence={about} />}
      {found.more && (
        <AnchorLink to="/evidence" search={{ subject: found.subject ?? q }}>
          All evidence that names it
        </AnchorLink>
      )}
    </>
  );
}

/** Nothing to choose from: the page of the thing itself. */
function OnlyOne({ found: { evidence, attestation, product } }: { readonly found: Found }) {
  if (evidence !== null) return <Navigate to="/evidence/$digest" params={{ digest: evidence.digest }} replace />;
  if (attestation !== null) {
    return <Navigate to="/attestations/$digest" params={{ digest: attestation.digest }} replace />;
  }
  return product && <Navigate to="/products/$product" params={{ product: product.slug }} replace />;
}

interface EvidenceListProps {
  readonly title: string;
  readonly evidence: Found['about'];
}

function EvidenceList({ title, evidence }: EvidenceListProps) {
  return (
    <Section title={title}>
      <Stack gap="sm">
        {evidence.map((each) => (
          <Text key={each.digest} component="div">
            <Outcome outcome={outcomeOf(each)} />{' '}
            <AnchorLink to="/evidence/$digest" params={{ digest: each.digest }} fw={600}>
              {wordsOf(each.kind)}
            </AnchorLink>
            <Digest digest={each.digest} />
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
