import { visibleText } from './visible-text.ts';

/** Text that somebody else wrote. It is only ever a text, and does not turn what stands around it. */
export function ForeignText({ children }: { readonly children: string }) {
  return <bdi>{visibleText(children)}</bdi>;
}
