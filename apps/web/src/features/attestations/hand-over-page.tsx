import { Button, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';

import { ask } from '../../graphql/client.ts';
import { HandOverDocument } from '../../graphql/generated.ts';
import { ActPage } from './act-page.tsx';
import { useAct } from './use-act.ts';

interface HandedOver {
  readonly name: string;
  readonly organization: string;
  readonly contact: string;
  readonly contract: string;
  readonly bytes: string;
}

/** Keeps who was handed which bytes. Nothing is sent from here. */
export function HandOverPage() {
  const { digest } = useParams({ from: '/signed-in/attestations/$digest/hand-over' });
  const [form, setForm] = useState<HandedOver>({ name: '', organization: '', contact: '', contract: '', bytes: '' });
  const keeping = useAct(digest, ({ name, organization, ...rest }: HandedOver) =>
    ask(HandOverDocument, { input: { attestation: digest, name, organization, at: null, ...filledOf(rest) } }),
  );
  const bind = (key: keyof HandedOver) => ({
    value: form[key],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setForm((known) => ({ ...known, [key]: value })),
  });
  return (
    <ActPage
      digest={digest}
      title="Hand over the attestation"
      needs="report:sign"
      what="Keeps who received which bytes, so that you know whom to tell when something no longer stands. You send the file yourself. From then on, whoever holds the attestation may ask for its signed status without an account."
      error={keeping.error}
      onSubmit={() => keeping.mutate(form)}
    >
      <TextInput label="Who received it" required autoComplete="off" {...bind('name')} />
      <TextInput label="Their organization" required autoComplete="off" {...bind('organization')} />
      <TextInput
        label="How to reach them"
        description="An address that a person reads. Optional."
        autoComplete="off"
        {...bind('contact')}
      />
      <TextInput label="Contract" description="For what they received it. Optional." {...bind('contract')} />
      <TextInput
        label="SHA-256 of the file they received"
        description="Of the pack or report. Leave it empty when it was the attestation itself."
        placeholder="sha256:…"
        autoComplete="off"
        spellCheck={false}
        {...bind('bytes')}
      />
      <Button type="submit" loading={keeping.isPending} w="fit-content">
        Keep that they hold it
      </Button>
    </ActPage>
  );
}

/** What was left empty was not said. */
function filledOf({ contact, contract, bytes }: Pick<HandedOver, 'contact' | 'contract' | 'bytes'>) {
  return { contact: contact.trim() || null, contract: contract.trim() || null, bytes: bytes.trim() || null };
}
