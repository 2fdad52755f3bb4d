/**
 * The shortest spelling of a path by its text alone, as in-toto compares them: no `.`, no empty part, `..` taken with
 * the part before it. A `..` that leads above the start stays (`../a`); nothing at all is `.`.
 */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push(part);
  }
  const clean = `${rooted ? '/' : ''}${parts.join('/')}`;
  return clean === '' ? '.' : clean;
}
