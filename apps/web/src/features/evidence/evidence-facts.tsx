import { Code } from '@mantine/core';

import { AnchorLink } from '../../ui/links.tsx';
import { Digest } from '../../ui/digest.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Section } from '../../ui/section.tsx';
import { sizeWords, wordsOf } from '../../ui/words.ts';
import type { OneEvidence } from './one-evidence.ts';

/** What it is, how it came in, and by what it was judged. */
export function EvidenceFacts({ evidence }: { readonly evidence: OneEvidence }) {
  const { kind, format, size, receivedAt, origin, verdict } = evidence;
  return (
    <Section title="What it is">
      <Facts>
        <Fact name="Kind">
          <AnchorLink to="/evidence" search={{ kind }}>
            {wordsOf(kind)}
          </AnchorLink>
        </Fact>
        <Fact name="Format">{format}</Fact>
        <Fact name="Size">{sizeWords(size)}</Fact>
        <Fact name="Received">
          <Moment at={receivedAt} />
        </Fact>
        <Fact name="Origin">
          <ForeignText>{origin}</ForeignText>
        </Fact>
        {verdict !== null && <JudgedBy verdict={verdict} />}
      </Facts>
    </Section>
  );
}

function JudgedBy({ verdict }: { readonly verdict: NonNullable<OneEvidence['verdict']> }) {
  return (
    <>
      <Fact name="Trust rules that match">
        {verdict.rules.length === 0 ? 'None' : verdict.rules.map((rule) => <Code key={rule}>{rule} </Code>)}
      </Fact>
      <Fact name="Trust root">
        <Digest digest={verdict.trustRoot} />
      </Fact>
      <Fact name="All trust rules then">
        <Digest digest={verdict.policy} />
      </Fact>
      <Fact name="Verifier">{verdict.verifier}</Fact>
    </>
  );
}
