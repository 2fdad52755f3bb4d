/** What one verifier says about one bundle; the reason of a refusal starts with a code. */
export type Opinion =
  { readonly answer: 'accepts' } | { readonly answer: 'refuses'; readonly code: string; readonly why: string };
