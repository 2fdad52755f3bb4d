/** `2026-11-20 16:20 UTC`: a date that is read the same by everybody, the exact instant in its title. */
export function Moment({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={at}>
      {momentWords(at)}
    </time>
  );
}

export function momentWords(at: string): string {
  const [day = at, time = ''] = at.split('T');
  return time === '' ? day : `${day} ${time.slice(0, 5)} UTC`;
}
