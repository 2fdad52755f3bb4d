import { Problem, send } from '../../graphql/client.ts';

/** What the server said about one document; a file may be a container of several. */
export interface Acknowledged {
  readonly digest: string;
  /** `received`, or `known` when these very bytes are held already. */
  readonly outcome: string;
}

interface Line extends Partial<Acknowledged> {
  readonly code?: string;
  readonly detail?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** @throws Problem with the first thing that was refused; what came before it is kept all the same */
export async function submitFile(file: File): Promise<readonly Acknowledged[]> {
  const response = await send('/v1/evidence', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  const lines = linesOf(await response.text());
  for (const { error, code, detail } of lines) {
    if (error !== undefined) throw new Problem(error.code, error.message);
    if (!response.ok && code !== undefined) throw new Problem(code, detail ?? 'The server refused it.');
  }
  if (!response.ok)
    throw new Problem('ANSWER_UNREADABLE', `The server answered ${response.status} without saying why.`);
  return lines.flatMap(({ digest, outcome }) =>
    digest === undefined || outcome === undefined ? [] : [{ digest, outcome }],
  );
}

/** One JSON document, or one on each line. */
function linesOf(text: string): readonly Line[] {
  const parsed = parse(text);
  if (parsed !== undefined) return [parsed];
  return text.split('\n').flatMap((line) => parse(line) ?? []);
}

function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
