import { Title } from '@mantine/core';
import { useEffect } from 'react';

/** The one heading of a page. Windows, tabs and screen readers call the page by the same words. */
export function PageTitle({ children }: { readonly children: string }) {
  useEffect(() => {
    document.title = `${children} · Averment`;
    return () => {
      document.title = 'Averment';
    };
  }, [children]);
  return <Title order={1}>{children}</Title>;
}
