import { Button, Card, Checkbox, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import { digestOf } from '../../app/digest-of.ts';
import { ask } from '../../graphql/client.ts';
import { StateProducerStatementDocument } from '../../graphql/generated.ts';
import { useSession } from '../../session/session.ts';
import { ActPage } from './act-page.tsx';
import { attestationQuery } from './attestation-query.ts';
import classes from './statement-page.module.css';
import { useAct } from './use-act.ts';
import wording from './words.module.css';

const MOST_WORDS = 10_000;

interface Stated {
  readonly words: string;
  readonly name: string;
  readonly title: string;
  readonly authority: string;
  readonly delegation: string;
}

/** Written first, then shown as they will be signed: the digest that is sent is of the words that were shown. */
export function StatementPage() {
  const { digest } = useParams({ from: '/signed-in/attestations/$digest/statement' });
  const { person } = useSession();
  const [form, setForm] = useState<Stated>({ words: '', name: person.name, title: '', authority: '', delegation: '' });
  const [shown, setShown] = useState<string>();
  const [agreed, setAgreed] = useState(false);
  const { data: attestation } = useQuery(attestationQuery(digest));
  const stating = useAct(digest, (stated: Stated & { readonly shown: string }) => state(digest, stated));
  const set = (change: Partial<Stated>) => setForm((known) => ({ ...known, ...change }));
  const submit = () => {
    if (shown === undefined) setShown(form.words);
    else if (agreed) stating.mutate({ ...form, shown });
  };
  const rewrite = () => {
    setShown(undefined);
    setAgreed(false);
  };
  const about = attestation && `${attestation.release.productSlug} ${attestation.release.version}`;
  return (
    <ActPage
      digest={digest}
      title="State something over the attestation"
      needs="statement:bind"
      what={`In your own words, as a person who may bind the producer, over the signed assessment${about === undefined ? '' : ` of ${about}`}. The words are signed exactly as shown and add nothing to what the assessment shows.`}
      error={stating.error}
      onSubmit={submit}
    >
      {shown === undefined ? (
        <Writing form={form} set={set} own={form.name.trim() === person.name} />
      ) : (
        <Showing form={{ ...form, words: shown }} agreed={agreed} onAgree={setAgreed} />
      )}
      <div className={classes['buttons']}>
        {shown !== undefined && (
          <Button variant="default" onClick={rewrite}>
            Change the words
          </Button>
        )}
        <Button type="submit" disabled={shown !== undefined && !agreed} loading={stating.isPending}>
          {shown === undefined ? 'Show what will be signed' : 'Sign these words'}
        </Button>
      </div>
    </ActPage>
  );
}

async function state(attestation: string, { shown, delegation, name, title, authority }: Stated & { shown: string }) {
  const wordsShown = await digestOf(new TextEncoder().encode(shown));
  const person = { name: name.trim(), title: title.trim(), authority: authority.trim() };
  return ask(StateProducerStatementDocument, {
    input: { attestation, words: shown, wordsShown, ...person, delegation: delegation.trim() || null },
  });
}

interface WritingProps {
  readonly form: Stated;
  readonly set: (change: Partial<Stated>) => void;
  /** Who signs in states it for themselves. */
  readonly own: boolean;
}

function Writing({ form, set, own }: WritingProps) {
  return (
    <>
      <Textarea
        label="Your words"
        description={`Plain text, at most ${MOST_WORDS.toLocaleString('en')} characters`}
        required
        autosize
        minRows={5}
        maxLength={MOST_WORDS}
        value={form.words}
        onChange={({ currentTarget }) => set({ words: currentTarget.value })}
      />
      <TextInput
        label="Name of the signatory"
        required
        autoComplete="name"
        value={form.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <TextInput
        label="Title"
        required
        autoComplete="organization-title"
        value={form.title}
        onChange={({ currentTarget }) => set({ title: currentTarget.value })}
      />
      <TextInput
        label="Why this person may bind the producer"
        description="An office, or a delegation"
        required
        value={form.authority}
        onChange={({ currentTarget }) => set({ authority: currentTarget.value })}
      />
      {!own && (
        <TextInput
          label="SHA-256 of the delegation"
          description="You state this for somebody else: name the document by which that person lets you."
          placeholder="sha256:…"
          required
          spellCheck={false}
          value={form.delegation}
          onChange={({ currentTarget }) => set({ delegation: currentTarget.value })}
        />
      )}
    </>
  );
}

interface ShowingProps {
  readonly form: Stated;
  readonly agreed: boolean;
  readonly onAgree: (agreed: boolean) => void;
}

function Showing({ form: { words, name, title, authority }, agreed, onAgree }: ShowingProps) {
  const figure = useRef<HTMLDivElement>(null);
  useEffect(() => figure.current?.focus(), []);
  return (
    <>
      <Card withBorder component="figure" m={0} ref={figure} tabIndex={-1} aria-label="What will be signed">
        <blockquote className={wording['words']}>{words}</blockquote>
        <figcaption className={classes['who']}>
          <Text fw={600}>
            {name}, {title}
          </Text>
          <Text size="sm" c="dimmed">
            {authority}
          </Text>
        </figcaption>
      </Card>
      <Checkbox
        label="I have read these words and they are true as far as I know. I may bind the producer."
        description="False statements can have legal consequences for the person and for the producer."
        checked={agreed}
        onChange={({ currentTarget }) => onAgree(currentTarget.checked)}
      />
    </>
  );
}
