/**
 * The repository of a source URI, for comparing: without `git+`, `@ref`, `.git` and a trailing slash, scheme and host
 * in lower case. Text in, text out; whatever is not a URL comes back trimmed of the same marks.
 */
export function repositoryOf(uri: string): string {
  const plain = uri.replace(/^git\+/, '');
  const authority = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(.*)$/i.exec(plain);
  const [origin, path] = authority === null ? ['', plain] : [authority[1] ?? '', authority[2] ?? ''];
  const at = path.indexOf('@');
  const bare = (at === -1 ? path : path.slice(0, at)).replace(/\/$/, '').replace(/\.git$/, '');
  return `${origin.toLowerCase()}${bare}`;
}
