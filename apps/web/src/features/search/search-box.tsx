import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';

/** In the header of every page. Where there is exactly one thing, the page of results leads on to it. */
export function SearchBox({ onFollow }: { readonly onFollow?: () => void }) {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    onFollow?.();
    void navigate({ to: '/search', search: { q: text.trim() } });
  };
  return (
    <form role="search" onSubmit={submit}>
      <TextInput
        type="search"
        aria-label="Search by digest, commit or product"
        placeholder="Digest, commit or product"
        size="sm"
        w={{ base: '100%', sm: 200, md: 280 }}
        maxLength={160}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
    </form>
  );
}
