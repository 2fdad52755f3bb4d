/** Controls, and what turns the direction of writing or takes no room: with them a text looks like another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text that somebody else wrote. It is only ever a text; what could not be seen in it is spelled out. */
export function ForeignText({ children }: { readonly children: string }) {
  return <bdi>{visible(children)}</bdi>;
}

export function visible(text: string): string {
  return text.replace(
    UNSEEN,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}
