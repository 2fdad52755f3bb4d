/** Who sets no thresholds, as the head of every report says. */
export function publisherWords({ title }: { readonly title: string }): string {
  return /^NIST\b/.test(title) ? 'NIST' : 'The publication';
}
