/** What an administrator can give, and what it is for; what each may do is decided by the server. */
export const GIVEN_ROLES = [
  { role: 'administrator', is: 'people, roles, tokens and all settings' },
  { role: 'compliance-officer', is: 'statements, waivers, rules of trust, drafts and signatures' },
  { role: 'engineer', is: 'sends evidence and closes gaps' },
  { role: 'procurement', is: 'looks at what suppliers hand over' },
  { role: 'auditor', is: 'reads everything, changes nothing' },
] as const;

/** Given by a document and a second person, never by an administrator alone. */
export const SIGNATORY = 'signatory';

export function roleWords(role: string): string {
  const words = role.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
