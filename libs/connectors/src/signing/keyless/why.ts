/** Why a call of the Sigstore library failed; its own messages may hold the token, so they are shown to nobody. */
export type Why =
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'failed'; readonly status: number }
  | { readonly kind: 'slow' | 'away' | 'garbled' };

const BUSY = 429;

/** By the cause that the library keeps: an answer with a status, a broken connection, or an answer it could not read. */
export function whyOf(error: unknown): Why {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (typeof cause !== 'object' || cause === null) return { kind: 'garbled' };
  const { statusCode: status, type, code } = cause as Readonly<Record<string, unknown>>;
  if (typeof status === 'number') return { kind: status >= 500 || status === BUSY ? 'failed' : 'refused', status };
  if (type === 'request-timeout' || type === 'body-timeout' || code === 'ETIMEDOUT') return { kind: 'slow' };
  return { kind: type === 'system' || isSystemCode(code) ? 'away' : 'garbled' };
}

/** `ECONNREFUSED` and its kin; codes of Node itself (`ERR_…`) and of the HTTP library tell of what could not be read. */
function isSystemCode(code: unknown): boolean {
  return typeof code === 'string' && /^E[A-Z]+$/.test(code);
}
