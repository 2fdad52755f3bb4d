import { toBase64 } from '#kernel';
import type { SampleWorld } from '#sample-world';

import type { HttpClient } from './http-client.js';

/** Has the organization trust what the sample organization trusts. */
export async function trustWorld(client: HttpClient, { trustRoot, trustRules }: SampleWorld): Promise<void> {
  const root = { name: trustRoot.name, trustedRoot: toBase64(trustRoot.bytes) };
  await client.graphql('mutation ($input: AddTrustRootInput!) { addTrustRoot(input: $input) { digest } }', {
    input: root,
  });
  for (const rule of trustRules) {
    await client.graphql('mutation ($rule: Json!) { putTrustRule(rule: $rule) { id } }', { rule });
  }
}
