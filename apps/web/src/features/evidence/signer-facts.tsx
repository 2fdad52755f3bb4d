import { Text } from '@mantine/core';

import { Fact, Facts } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Section } from '../../ui/section.tsx';
import { signerOf, type Signer } from './signer.ts';

/** What the certificate says about whom it was issued to, or which key it is; only what was proven. */
export function SignerFacts({ signer: value }: { readonly signer: unknown }) {
  const signer = signerOf(value);
  return (
    <Section title="Who signed">
      {signer === undefined ? (
        <Text c="dimmed">No signer is proven. What the bytes say about one is not shown as if it were.</Text>
      ) : (
        <Facts>
          {namesOf(signer).map(([name, text]) => (
            <Fact key={name} name={name}>
              <ForeignText>{text}</ForeignText>
            </Fact>
          ))}
        </Facts>
      )}
    </Section>
  );
}

function namesOf(signer: Signer): readonly (readonly [string, string])[] {
  switch (signer.kind) {
    case 'key':
      return [['Key, SHA-256', signer.fingerprint]];
    case 'workload':
      return [
        ['Identity', signer.identity],
        ['Named by', signer.authority],
      ];
    case 'certificate':
      return [
        ['Identity', signer.identity],
        ['Vouched for by', signer.issuer],
        ...Object.entries(signer.extensions)
          .filter(([, text]) => text !== signer.identity)
          .map(([name, text]) => [spaced(name), text] as const),
      ];
  }
}

/** `sourceRepositoryRef` as `Source repository ref`. */
function spaced(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1).replace('uRI', 'URI');
}
