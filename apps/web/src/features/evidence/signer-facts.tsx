import { Text } from '@mantine/core';

import { Fact, Facts } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Section } from '../../ui/section.tsx';
import classes from './evidence.module.css';
import { signerOf, type Signer } from './signer.ts';

/** What the certificate says about whom it was issued to, or which key it is; only what was proven. */
export function SignerFacts({ signer: value }: { readonly signer: unknown }) {
  const signer = signerOf(value);
  return (
    <Section title="Who signed">
      {signer === undefined ? (
        <Text c="dimmed">No signer is proven. What the bytes say about one is not shown as if it were.</Text>
      ) : (
        <>
          <Named names={namesOf(signer)} />
          {signer.kind === 'certificate' && <Certificate signer={signer} />}
        </>
      )}
    </Section>
  );
}

type Names = readonly (readonly [string, string])[];

function Named({ names }: { readonly names: Names }) {
  return (
    <Facts>
      {names.map(([name, text]) => (
        <Fact key={name} name={name}>
          <ForeignText>{text}</ForeignText>
        </Fact>
      ))}
    </Facts>
  );
}

/** What the issuer wrote into it about the build that asked for it. */
function Certificate({ signer }: { readonly signer: Extract<Signer, { kind: 'certificate' }> }) {
  const names = Object.entries(signer.extensions)
    .filter(([, text]) => text !== signer.identity)
    .map(([name, text]) => [spaced(name), text] as const);
  if (names.length === 0) return null;
  return (
    <details className={classes['more']}>
      <summary>What the certificate says besides</summary>
      <Named names={names} />
    </details>
  );
}

function namesOf(signer: Signer): Names {
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
      ];
  }
}

/** `sourceRepositoryRef` as `Source repository ref`. */
function spaced(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1).replace('uRI', 'URI');
}
