/** What a token can be issued with, in the words of this page; the server decides what each allows. */
export const TOKEN_PERMISSIONS = [
  { permission: 'evidence:write', is: 'send evidence, name releases and what belongs to them' },
  { permission: 'evidence:read', is: 'read evidence byte for byte' },
  { permission: 'report:read', is: 'ask for coverage, gaps, reports and everything else that is shown' },
  { permission: 'report:sign', is: 'draft, approve and sign attestations' },
  { permission: 'policy:write', is: 'change whose signatures count and by which rules is judged' },
  { permission: 'org:admin', is: 'everything, tokens and people among it' },
] as const;
